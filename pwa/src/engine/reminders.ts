/** What a person is reminded of about clocks that run, and when. Twin of backend/domain/reminders.py. */

import type { RunningClock } from './clocks';

/** The last part of a window, but not too short to act in, and never more than half of it. */
const LAST_PART = 10;
const SHORTEST_MS = 2 * 3_600_000;
/** How long before a returned visit is due its auditor is reminded. */
export const RETURN_LEAD_MS = 4 * 3_600_000;

/** From when on its window closes soon, in milliseconds since 1970. */
function soonAt({ opens_at, closes_at }: RunningClock): number {
  const closes = Date.parse(closes_at);
  const window = closes - Date.parse(opens_at);
  return closes - Math.min(Math.max(window / LAST_PART, SHORTEST_MS), window / 2);
}

export function runs({ state }: RunningClock): boolean {
  return state === 'early' || state === 'running';
}

/** What there is to say about one clock now. */
export function reminderOf(clock: RunningClock, moment: Date): 'opened' | 'closes_soon' | null {
  if (clock.state !== 'running') return null;
  if (moment.getTime() >= soonAt(clock)) return 'closes_soon';
  return clock.opens_at === clock.started_at ? null : 'opened';
}

/** Nothing runs any more, and some window ended without a contact. */
export function hasEnded(clocks: readonly RunningClock[]): boolean {
  return clocks.some(({ state }) => state === 'over' || state === 'no_contact') && !clocks.some(runs);
}
