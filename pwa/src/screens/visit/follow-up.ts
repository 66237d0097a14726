/** A visit that spans days: when its auditor may say "I wait for the follow-up", and what is kept of that. */
import { hasEnded, runs, type OpenItem } from '../../engine';
import { changed } from '../../sync';
import type { OpenVisit } from './open-visit';

const BEFORE = new Set(['planned', 'accepted', 'in_progress']);

/** What is open at or behind the first clock that runs: a checklist is in the order of the journey. */
function comesLater(visit: OpenVisit): (item: OpenItem) => boolean {
  const running = new Set(visit.clocks.value.filter(runs).map(({ key }) => key));
  const keys = visit.items.value.map(({ key }) => key);
  const first = keys.findIndex((key) => running.has(key));
  const later = new Set(first < 0 ? [] : keys.slice(first));
  return ({ question_id, code }) => code === 'unanswered' && later.has(question_id);
}

/** A clock runs, and nothing else is left to be done now. */
export function canWait(visit: OpenVisit): boolean {
  if (!visit.editable.value || !BEFORE.has(visit.visit.value.status)) return false;
  const open = visit.open.value;
  return visit.clocks.value.some(runs) && open.length > 0 && open.every(comesLater(visit));
}

export function isWaiting(visit: OpenVisit): boolean {
  return visit.visit.value.status === 'awaiting_follow_up';
}

/** Nothing runs any more: there is only one thing left to do. */
export function observationEnded(visit: OpenVisit): boolean {
  const clocks = visit.clocks.value;
  if (visit.visit.value.status === 'returned') return false;
  return hasEnded(clocks) || (isWaiting(visit) && !clocks.some(runs));
}

/** Kept on this phone at once; the server hears of it after the answers. */
export async function waitForFollowUp(visit: OpenVisit): Promise<void> {
  const { account, id } = visit;
  await visit.change({ status: 'awaiting_follow_up' }, { kind: 'wait', account, visit_id: id, subject: id, stamp: 'wait' });
  void changed();
}

/** Clocks whose window ended and that the server has not closed yet: their auditor may say it, also without signal. */
export function unrecorded(visit: OpenVisit): string[] {
  return visit.clocks.value.filter(({ state }) => state === 'over').map(({ key }) => key);
}

export async function recordNoContact(visit: OpenVisit): Promise<void> {
  for (const key of unrecorded(visit)) {
    const question = visit.placeOf(key)?.question;
    if (question) await visit.set({ ...question, id: key }, { state: 'no_contact', value: null });
  }
}
