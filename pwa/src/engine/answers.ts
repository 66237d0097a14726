/** Answers against a checklist; twin of backend/domain/answers.py. One walk decides what is visible and answered. */

import { holds, MISSING, ruleHolds } from './conditions';
import { typeOf } from './questions';
import type { Reason } from './questions/base';
import { isBlank } from './questions/text';
import type { Answer, Answers, Condition, Definition, ItemState, OpenItem, PhotoCounts, Question, Section } from './types';

/** A question as the visit stands. */
export type Item = {
  readonly section: Section;
  readonly question: Question;
  readonly state: ItemState;
  readonly answer: Answer;
  readonly problem: Reason | null;
  readonly photos: number;
};

const NO_ANSWER: Answer = { state: 'cleared' };

/** Every question in order. An answer that is hidden or not valid is missing for all conditions after it. */
export function walk(definition: Definition, answers: Answers, photoCounts: PhotoCounts): Item[] {
  const values = new Map<string, unknown>();
  const shown = (condition: Condition | null): boolean =>
    condition === null || holds(condition, (question) => values.get(question));
  const items: Item[] = [];
  for (const section of definition.sections) {
    const sectionShown = shown(section.visible_if);
    for (const question of section.questions) {
      const visible = sectionShown && shown(question.visible_if);
      const answer = own(answers, question.id) ?? NO_ANSWER;
      const item = visible
        ? visibleItem(section, question, answer, own(photoCounts, question.id) ?? 0)
        : hiddenItem(section, question);
      values.set(question.id, valueOf(item));
      items.push(item);
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

function visibleItem(section: Section, question: Question, answer: Answer, photos: number): Item {
  const problem = problemOf(question, answer);
  let state: ItemState = problem || answer.state === 'cleared' ? 'unanswered' : answer.state;
  if (typeOf(question).answeredByPhoto && (state === 'answered' || state === 'unanswered')) {
    state = photos > 0 ? 'answered' : 'unanswered';
  }
  return { section, question, state, answer, problem, photos };
}

function hiddenItem(section: Section, question: Question): Item {
  return { section, question, state: 'hidden', answer: NO_ANSWER, problem: null, photos: 0 };
}

function problemOf(question: Question, answer: Answer): Reason | null {
  if (answer.state === 'not_applicable') return question.allow_na ? null : 'not_applicable_not_offered';
  if (answer.state === 'not_observed') return question.allow_not_observed ? null : 'not_observed_not_offered';
  if (answer.state === 'cleared') return null;
  return typeOf(question).check(question, answer.value ?? null);
}

/** Why one answer does not fit its question, or null. */
export function checkAnswer(question: Question, answer: Answer): Reason | null {
  return problemOf(question, answer);
}

/** Everything that still stands between this visit and its submission. */
export function openItems(definition: Definition, answers: Answers, photoCounts: PhotoCounts): OpenItem[] {
  return walk(definition, answers, photoCounts).flatMap(openOf);
}

function openOf(item: Item): OpenItem[] {
  if (item.state === 'hidden') return [];
  const open: OpenItem[] = [];
  const name = item.question.id;
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
