/** Answers against a checklist; twin of backend/domain/answers.py. One walk decides what is visible and answered. */

import { holds, MISSING, ruleHolds } from './conditions';
import { entriesOf, keyOf } from './entries';
import { typeOf } from './questions';
import type { Reason } from './questions/base';
import { isBlank } from './questions/text';
import type { Answer, Answers, Condition, Definition, ItemState, OpenItem, PhotoCounts, Question, Section } from './types';

/** A question as the visit stands, in a repeated section once for each entry; its answer is stored under `key`. */
export type Item = {
  readonly section: Section;
  readonly question: Question;
  readonly state: ItemState;
  readonly answer: Answer;
  readonly problem: Reason | null;
  readonly photos: number;
  readonly key: string;
  readonly entry: string | null;
};

const NO_ANSWER: Answer = { state: 'cleared' };
const ONCE: readonly null[] = [null];

/**
 * Every question in order. An answer that is hidden or not valid is missing for all conditions after it.
 * Within an entry the values of the entry before are written over one by one, so each sees only its own.
 */
export function walk(definition: Definition, answers: Answers, photoCounts: PhotoCounts): Item[] {
  const values = new Map<string, unknown>();
  const shown = (condition: Condition | null): boolean =>
    condition === null || holds(condition, (question) => values.get(question));
  /** A clock whose start is not known has never run. */
  const runs = ({ clock }: Question): boolean => !clock || values.get(clock.start) !== MISSING;
  const items: Item[] = [];
  for (const section of definition.sections) {
    const sectionShown = shown(section.visible_if);
    for (const entry of section.repeat ? entriesOf(section, answers) : ONCE) {
      for (const question of section.questions) {
        const key = keyOf(question.id, entry);
        const visible = sectionShown && shown(question.visible_if) && runs(question);
        const standing = visible
          ? standingOf(question, own(answers, key) ?? NO_ANSWER, own(photoCounts, key) ?? 0)
          : HIDDEN;
        const item = { section, question, key, entry, ...standing };
        values.set(question.id, valueOf(item));
        items.push(item);
      }
    }
  }
  return items;
}

/** Only what was put there: a question named “constructor” must not find the object's own. */
function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** JSON's null is a value; a missing one is the same as null. */
export function valueOf(item: Item): unknown {
  return item.state === 'answered' ? (item.answer.value ?? null) : MISSING;
}

type Standing = Pick<Item, 'state' | 'answer' | 'problem' | 'photos'>;
const HIDDEN: Standing = { state: 'hidden', answer: NO_ANSWER, problem: null, photos: 0 };

/** How a question that is shown stands. */
function standingOf(question: Question, answer: Answer, photos: number): Standing {
  const problem = checkAnswer(question, answer);
  let state: ItemState = problem || answer.state === 'cleared' ? 'unanswered' : answer.state;
  if (typeOf(question).answeredByPhoto && (state === 'answered' || state === 'unanswered')) {
    state = photos > 0 ? 'answered' : 'unanswered';
  }
  return { state, answer, problem, photos };
}

/** Why one answer does not fit its question, or null. */
export function checkAnswer(question: Question, answer: Answer): Reason | null {
  if (answer.state === 'answered') return typeOf(question).check(question, answer.value ?? null);
  if (answer.state === 'not_applicable') return question.allow_na ? null : 'not_applicable_not_offered';
  if (answer.state === 'not_observed') return question.allow_not_observed ? null : 'not_observed_not_offered';
  if (answer.state === 'no_contact') return question.clock ? null : 'no_contact_not_offered';
  return null;
}

/** Everything that still stands between this visit and its submission. */
export function openItems(definition: Definition, answers: Answers, photoCounts: PhotoCounts): OpenItem[] {
  const seen = new Map<Section, number>();
  return walk(definition, answers, photoCounts).flatMap((item) => [...tooMany(item, seen), ...openOf(item)]);
}

/** On the first question of each entry beyond the most allowed; `seen` counts the entries of each section. */
function tooMany({ section, question, state, key }: Item, seen: Map<Section, number>): OpenItem[] {
  const { repeat } = section;
  if (!repeat || question.id !== repeat.by || state === 'hidden') return [];
  const count = (seen.get(section) ?? 0) + 1;
  seen.set(section, count);
  return count > repeat.max ? [{ question_id: key, code: 'too_many_entries', reason: null }] : [];
}

function openOf(item: Item): OpenItem[] {
  if (item.state === 'hidden') return [];
  const open: OpenItem[] = [];
  const name = item.key;
  const noReason = isBlank(item.answer.waiver ?? '');
  const waived = typeOf(item.question).answeredByPhoto && !noReason;
  if (item.problem && item.problem !== 'empty') {
    open.push({ question_id: name, code: 'invalid', reason: item.problem });
  } else if (item.state === 'unanswered' && item.question.required && !waived) {
    open.push({ question_id: name, code: 'unanswered', reason: null });
  }
  if (wantsComment(item) && isBlank(item.answer.comment ?? '')) {
    open.push({ question_id: name, code: 'comment_required', reason: null });
  }
  if (item.photos < photosWanted(item) && noReason) {
    open.push({ question_id: name, code: 'photo_required', reason: null });
  }
  return open;
}

export function wantsComment(item: Item): boolean {
  const { when } = item.question.comment;
  if (when === null || item.state === 'hidden' || item.state === 'unanswered') return false;
  return when === 'always' || ruleHolds(when, valueOf(item));
}

/** How many photos this answer asks for; an answer that does not apply asks for none. */
export function photosWanted(item: Item): number {
  const { min, when } = item.question.photo;
  if (item.state !== 'answered' || (when !== null && !ruleHolds(when, valueOf(item)))) return 0;
  return min;
}
