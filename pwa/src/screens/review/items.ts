/** A visit laid out for reading: every shown question with its answer, points, photos, and what was said of it before. */
import { localise, type Definition, type Question, type QuestionScore, type Section } from '../../engine';
import type { AnswerRow, PhotoRow, Visit } from '../../api/types';
import { language } from '../../i18n';
import { answerText, plainText } from './answer-text';

export type Item = {
  number: number;
  question: Question;
  section: Section;
  text: string;
  answer: AnswerRow | undefined;
  said: string;
  score: QuestionScore | undefined;
  photos: PhotoRow[];
  earlier: { said: string; score: QuestionScore | undefined } | null;
  /** Reasons of earlier returns, the newest first. */
  reasons: string[];
};
export type Part = { section: Section; title: string; items: Item[] };
export type Filter = 'all' | 'lost' | 'photos' | 'queried';

function byId<T>(rows: readonly T[] | undefined, id: (row: T) => string): Map<string, T> {
  return new Map(rows?.map((row) => [id(row), row]));
}

function reasonsFor(visit: Visit, question: string): string[] {
  const newest = [...visit.returns].sort((a, b) => b.at.localeCompare(a.at));
  return newest.flatMap((back) => back.items.filter((item) => item.question_id === question).map((item) => item.reason));
}

export function photosOf(visit: Visit, question: string | null): PhotoRow[] {
  return visit.photos.filter((photo) => photo.question_id === question);
}

class Sheet {
  readonly answers: Map<string, AnswerRow>;
  readonly scores: Map<string, QuestionScore>;

  constructor(readonly visit: Visit) {
    this.answers = byId(visit.answers, (row) => row.question_id);
    this.scores = byId(visit.score_card?.questions, (row) => row.id);
  }

  said(question: Question): string {
    const photos = photosOf(this.visit, question.id).length;
    return answerText(question, this.answers.get(question.id), photos, this.visit.centre.time_zone);
  }
}

function earlierOf(sheet: Sheet | null, question: Question): Item['earlier'] {
  const state = sheet?.answers.get(question.id)?.state;
  if (!sheet || !state || state === 'cleared') return null;
  return { said: sheet.said(question), score: sheet.scores.get(question.id) };
}

export function layOut(definition: Definition, visit: Visit, before: Visit | null): Part[] {
  const sheet = new Sheet(visit);
  const old = before ? new Sheet(before) : null;
  let number = 0;
  const itemOf = (section: Section, question: Question): Item => ({
    number: ++number,
    question,
    section,
    text: localise(question.text, language.value),
    answer: sheet.answers.get(question.id),
    said: sheet.said(question),
    score: sheet.scores.get(question.id),
    photos: photosOf(visit, question.id),
    earlier: earlierOf(old, question),
    reasons: reasonsFor(visit, question.id),
  });
  const shown = (question: Question) => sheet.scores.get(question.id)?.state !== 'hidden';
  return definition.sections
    .map((section) => ({
      section,
      title: localise(section.title, language.value),
      items: section.questions.filter(shown).map((question) => itemOf(section, question)),
    }))
    .filter((part) => part.items.length > 0);
}

export type Kept = { id: string; said: string; comment: string | null };

/** Answers whose question the version shown does not have: no answer is lost, whatever became of its question. */
export function leftBehind(definition: Definition, visit: Visit): Kept[] {
  const asked = new Set(definition.sections.flatMap((section) => section.questions.map((question) => question.id)));
  return visit.answers
    .filter((answer) => !asked.has(answer.question_id) && answer.state !== 'cleared')
    .map((answer) => ({ id: answer.question_id, said: plainText(answer), comment: answer.comment }));
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
  return filter === 'all' || isQueried(item.question.id);
}
