/** A clock's answer counts seconds from its start. When that start is corrected, the moment of the contact stays what it was. */
import { elapsed, entryOf, questionOf, type Answer, type Answers, type Definition } from '../../engine';

export type Moved = { key: string; change: Pick<Answer, 'state' | 'value'> };

function momentOf(answer: Partial<Answer> | undefined): string | null {
  return answer?.state === 'answered' && typeof answer.value === 'string' ? answer.value : null;
}

/** Clocks that were stopped and count from this time stamp: in its own entry, or in every one if it stands outside. */
function stoppedFrom(definition: Definition, answers: Answers, startKey: string): [string, number][] {
  const all = definition.sections.flatMap((section) => section.questions);
  const ids = new Set(all.filter(({ clock }) => clock?.start === questionOf(startKey)).map(({ id }) => id));
  const entry = entryOf(startKey);
  const near = (key: string): boolean => entry === null || entryOf(key) === entry;
  return Object.entries(answers).flatMap(([key, { state, value }]): [string, number][] =>
    state === 'answered' && typeof value === 'number' && ids.has(questionOf(key)) && near(key) ? [[key, value]] : [],
  );
}

/**
 * What else changes when a time stamp is given: nothing if no clock hangs on it. `known` remembers what it said before it was
 * cleared; a clock whose start nobody knows any more has no moment left, and runs again.
 */
export function movedClocks(
  definition: Definition,
  answers: Answers,
  startKey: string,
  change: Partial<Answer>,
  known: Map<string, string>,
): Moved[] {
  const stopped = stoppedFrom(definition, answers, startKey);
  if (stopped.length === 0) return [];
  const said = momentOf(answers[startKey]) ?? known.get(startKey);
  if (said !== undefined) known.set(startKey, said);
  const now = momentOf(change);
  if (now === null || now === said) return [];
  return stopped.map(([key, seconds]) => ({
    key,
    change:
      said === undefined
        ? { state: 'cleared', value: null }
        : { state: 'answered', value: elapsed(now, new Date(Date.parse(said) + seconds * 1000)) },
  }));
}
