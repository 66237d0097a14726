/** The cases are shared with tests/domain/test_reminders.py. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { ClockState, RunningClock } from './clocks';
import { hasEnded, reminderOf } from './reminders';

interface Case {
  case: string;
  clocks: [ClockState, number, number][];
  at: string;
  said: string[];
  /** As the phone shows it: also where the server, or its auditor, has said so already. */
  ended: boolean;
}

const CASES = JSON.parse(readFileSync(new URL('../../../tests/fixtures/reminders.json', import.meta.url), 'utf8')) as Case[];
const START = Date.parse('2026-11-20T12:00:00Z');

function clock([state, opens, closes]: Case['clocks'][number]): RunningClock {
  const at = (seconds: number): string => `${new Date(START + seconds * 1000).toISOString().slice(0, 19)}Z`;
  return { key: 'reply', contact: 'person', started_at: at(0), opens_at: at(opens), closes_at: at(closes), state };
}

it.each(CASES)('$case', ({ clocks, at, said, ended }) => {
  const standing = clocks.map(clock);
  const kinds = standing.map((one) => reminderOf(one, new Date(at))).filter((kind) => kind !== null);
  expect([...new Set(kinds)].sort()).toEqual(said.filter((kind) => kind !== 'ended'));
  expect(hasEnded(standing)).toBe(ended);
});
