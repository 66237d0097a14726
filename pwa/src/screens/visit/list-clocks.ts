/** Which clocks run in which visit of the list: read again whenever the list was, and when a dead store lives again. */
import { signal } from '@preact/signals';
import type { Item } from '../../engine';
import { storeDead, unlessDead } from '../../store/db';
import type { VisitRow } from '../../store/schema';
import { visits } from '../../sync';
import { isSent } from './visit-state';

export type Waiting = ReadonlyMap<string, readonly Item[]>;

const NONE: Waiting = new Map();

/** By visit: its questions, where a clock may run. */
export const waiting = signal<Waiting>(NONE);

/** What knows clocks, and with it everything of checklists; here before anything of `waiting` is. */
let clockwork: typeof import('./clock-lines') | undefined;
let latest = 0;

/** The reading that began last stands, whichever ends last: a slow store must not bring back what was before. */
async function read(rows: readonly VisitRow[]): Promise<void> {
  const mine = ++latest;
  const begun = rows.filter((row) => !isSent(row) && row.visit.status !== 'planned');
  let found = NONE;
  if (begun.length > 0) {
    clockwork = await import('./clock-lines');
    found = await clockwork.itemsOfEach(begun);
  }
  if (mine === latest) waiting.value = found;
}

/** For an effect: what it looks at before it waits is what brings it back. */
export function followClocks(): void {
  if (!storeDead.value) void read(visits.value ?? []).catch(unlessDead);
}

export function closesFirst({ id }: VisitRow): string | undefined {
  return clockwork?.closesFirst(waiting.value.get(id) ?? []);
}

/** Nothing runs any more, and something did. */
export function observationOver({ id }: VisitRow): boolean {
  const items = waiting.value.get(id);
  return items !== undefined && clockwork?.ended(items) === true;
}
