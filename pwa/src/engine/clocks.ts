/** Observation clocks of a visit: which run, until when, and how each ended. Twin of backend/domain/clocks.py. */

import { valueOf, type Item } from './answers';
import { keyOf } from './entries';
import type { Clock, Contact } from './types';

export type ClockState = 'early' | 'running' | 'over' | 'stopped' | 'no_contact';
/** Times are RFC 3339 in UTC. Over: the window has closed, and nothing is recorded. */
export type RunningClock = {
  readonly key: string;
  readonly contact: Contact;
  readonly started_at: string;
  readonly opens_at: string;
  readonly closes_at: string;
  readonly state: ClockState;
};

/**
 * Every clock that has started, in the order of the checklist.
 * One that is not applicable or was not observed runs no more, and is left out.
 */
export function clocks(items: readonly Item[], moment: Date): RunningClock[] {
  const starts = new Map<string, unknown>();
  const found: RunningClock[] = [];
  for (const item of items) {
    starts.set(item.key, valueOf(item));
    const { clock } = item.question;
    if (!clock || !['unanswered', 'answered', 'no_contact'].includes(item.state)) continue;
    const start = starts.get(keyOf(clock.start, item.entry)) ?? starts.get(clock.start);
    found.push(standing(item, clock, secondsOf(start as string), moment));
  }
  return found;
}

/** Whole seconds from a time stamp to a contact; one that came before, as before a promised time, is 0. */
export function elapsed(start: string, moment: Date): number {
  return Math.max(wholeSeconds(moment) - secondsOf(start), 0);
}

/** Whole seconds since 1970 of an answered time stamp; parts of a second are cut off. */
function secondsOf(timestamp: string): number {
  return Date.parse(timestamp.replace(/\.[0-9]+/, '')) / 1000;
}

function wholeSeconds(moment: Date): number {
  return Math.floor(moment.getTime() / 1000);
}

function standing(item: Item, clock: Clock, started: number, moment: Date): RunningClock {
  return {
    key: item.key,
    contact: clock.contact,
    started_at: written(started),
    opens_at: written(started + clock.opens),
    closes_at: written(started + clock.closes),
    state: stateOf(item, clock, wholeSeconds(moment) - started),
  };
}

function stateOf(item: Item, clock: Clock, passed: number): ClockState {
  if (item.state === 'answered') return 'stopped';
  if (item.state === 'no_contact') return 'no_contact';
  if (passed < clock.opens) return 'early';
  return passed > clock.closes ? 'over' : 'running';
}

function written(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;
}
