/** A visit laid out for reading: every shown question with its answer, points, photos, and what was said of it before. */
import { entryOf, keyOf, localise, questionOf, type Definition, type Question, type QuestionScore, type Section } from '../../engine';
import type { AnswerRow, PhotoRow, Visit } from '../../api/types';
import { language, t } from '../../i18n';
import { answerText, plainText } from './answer-text';
import { entriesIn, entryTitle } from './entries';

export type Item = {
  /** The question's id, in a repeated section with the entry behind it: the name of its answer, photos, score and query. */
  key: string;
  /** "Person 2 · Adviser" in a repeated section. */
  entry: string | null;
  number: number;
  question: Question;
  section: Section;
  text: string;
  answer: AnswerRow | undefined;
  said: string;
  score: QuestionScore | undefined;
  photos: PhotoRow[];
  earlier: { said: string; score: Points | undefined } | null;
  /** Reasons of earlier returns, the newest first. */
  reasons: string[];
};
export type Points = Pick<QuestionScore, 'state' | 'points' | 'max'>;
export type Part = { section: Section; title: string; items: Item[] };
export type Filter = 'all' | 'lost' | 'photos' | 'queried';

function byId<T>(rows: readonly T[] | undefined, id: (row: T) => string): Map<string, T> {
  return new Map(rows?.map((row) => [id(row), row]));
}

function reasonsFor(visit: Visit, key: string): string[] {
  const newest = [...visit.returns].sort((a, b) => b.at.localeCompare(a.at));
  return newest.flatMap((back) => back.items.filter((item) => item.question_id === key).map((item) => item.reason));
}

function photosOf(visit: Visit, key: string): PhotoRow[] {
  return visit.photos.filter((photo) => photo.question_id === key);
}

class Sheet {
  readonly answers: Map<string, AnswerRow>;
  readonly scores: Map<string, QuestionScore>;

  constructor(readonly visit: Visit) {
    this.answers = byId(visit.answers, (row) => row.question_id);
    this.scores = byId(visit.score_card?.questions, (row) => row.id);
  }

  said(question: Question, key: string): string {
    // Whoever signed is the one who came: a centre, which is told of no auditor, gets no signature either.
    if (question.type === 'signature' && !this.visit.auditor) return t('review.withheld');
    const photos = photosOf(this.visit, key).length;
    return answerText(question, this.answers.get(key), photos, this.visit.centre.time_zone);
  }

  /** Every time this question was asked and not left out. */
  keysOf(question: Question): string[] {
    const asked = this.visit.score_card?.questions.filter(({ id, state }) => questionOf(id) === question.id && state !== 'hidden');
    const keys = asked?.map(({ id }) => id) ?? [question.id];
    return keys.filter((key) => (this.answers.get(key)?.state ?? 'cleared') !== 'cleared');
  }
}

/** Last time, in all entries together: whom somebody met then is nobody met now. */
function earlierOf(sheet: Sheet | null, question: Question): Item['earlier'] {
  const keys = sheet?.keysOf(question) ?? [];
  if (!sheet || keys.length === 0) return null;
  const said = [...new Set(keys.map((key) => sheet.said(question, key)))].filter(Boolean).join('; ');
  const scores = keys.flatMap((key) => sheet.scores.get(key) ?? []);
  return { said, score: together(scores) };
}

function together(scores: readonly Points[]): Points | undefined {
  const scored = scores.filter((score) => score.points !== null && score.max !== null);
  const sum = (part: 'points' | 'max') => scored.reduce((all, score) => all + (score[part] ?? 0), 0);
  return scored.length > 1 ? { state: 'scored', points: sum('points'), max: sum('max') } : (scored[0] ?? scores[0]);
}

export function layOut(definition: Definition, visit: Visit, before: Visit | null): Part[] {
  const sheet = new Sheet(visit);
  const old = before ? new Sheet(before) : null;
  let number = 0;
  const itemOf = (section: Section, question: Question, entry: string | null): Item => {
    const key = keyOf(question.id, entry);
    return {
      key,
      entry: entryTitle(section, entry, visit),
      number: ++number,
      question,
      section,
      text: localise(question.text, language.value),
      answer: sheet.answers.get(key),
      said: sheet.said(question, key),
      score: sheet.scores.get(key),
      photos: photosOf(visit, key),
      earlier: earlierOf(old, question),
      reasons: reasonsFor(visit, key),
    };
  };
  const shown = (question: Question, entry: string | null) => sheet.scores.get(keyOf(question.id, entry))?.state !== 'hidden';
  return definition.sections
    .map((section) => ({
      section,
      title: localise(section.title, language.value),
      items: entriesIn(section, visit).flatMap((entry) =>
        section.questions.filter((question) => shown(question, entry)).map((question) => itemOf(section, question, entry)),
      ),
    }))
    .filter((part) => part.items.length > 0);
}

/** An answer that counts nowhere: `text` is its question, where the version shown still has it. */
export type Kept = { key: string; text: string; said: string; comment: string | null };
export type LeftBehind = { gone: Kept[]; removed: Kept[] };

/**
 * No answer is lost, whatever became of its question: those the version shown does not ask, and those of an entry that the
 * auditor took out again.
 */
export function leftBehind(definition: Definition, visit: Visit): LeftBehind {
  const sections = new Map(definition.sections.flatMap((section) => section.questions.map((question) => [question.id, { section, question }])));
  const found: LeftBehind = { gone: [], removed: [] };
  for (const answer of visit.answers) {
    const { question_id: key, comment } = answer;
    const { section, question } = sections.get(questionOf(key)) ?? {};
    const entry = entryOf(key);
    if (answer.state === 'cleared') continue;
    if (!section || !question || (section.repeat !== undefined) !== (entry !== null)) found.gone.push({ key, text: key, said: plainText(answer), comment });
    else if (entry !== null && !entriesIn(section, visit).includes(entry)) {
      const said = answerText(question, answer, photosOf(visit, key).length, visit.centre.time_zone);
      found.removed.push({ key, text: localise(question.text, language.value), said, comment });
    }
  }
  return found;
}

/** Photos that stand beside no question shown: without one from the start, of a hidden one, or of an entry taken out again. */
export function loosePhotos(parts: readonly Part[], visit: Visit): PhotoRow[] {
  const shown = new Set(parts.flatMap((part) => part.items.map((item) => item.key)));
  return visit.photos.filter((photo) => photo.question_id === null || !shown.has(photo.question_id));
}

/** Lost points are what a reviewer looks at first; a gap in a required question counts as lost too. */
export function lostPoints(item: Item): boolean {
  const score = item.score;
  if (score?.state === 'unanswered') return item.question.required;
  return score?.points !== null && score?.max !== null && score !== undefined && score.points < score.max;
}

export function passes(item: Item, filter: Filter, isQueried: (id: string) => boolean): boolean {
  if (filter === 'lost') return lostPoints(item);
  if (filter === 'photos') return item.photos.length > 0;
  return filter === 'all' || isQueried(item.key);
}
