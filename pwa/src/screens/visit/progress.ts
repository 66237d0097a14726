/** How far a visit is: what is answered and what is open, by section, by entry and together. */
import type { Item, OpenItem, Section } from '../../engine';
import { sectionShown } from './entries';
import type { OpenVisit } from './open-visit';

export interface Progress {
  done: number;
  total: number;
  open: readonly OpenItem[];
}

function isDone(item: Item): boolean {
  return item.state !== 'unanswered';
}

function progressOf(visit: OpenVisit, belongs: (item: Item) => boolean): Progress {
  const visible = visit.items.value.filter((item) => item.state !== 'hidden' && belongs(item));
  const keys = new Set(visible.map((item) => item.key));
  const open = visit.open.value.filter((one) => keys.has(one.question_id));
  return { done: visible.filter(isDone).length, total: visible.length, open };
}

export function sectionProgress(visit: OpenVisit, section: Section): Progress {
  return progressOf(visit, (item) => item.section.id === section.id);
}

export function entryProgress(visit: OpenVisit, section: Section, entry: string): Progress {
  return progressOf(visit, (item) => item.section.id === section.id && item.entry === entry);
}

export function visitProgress(visit: OpenVisit): Progress {
  return progressOf(visit, () => true);
}

/** What can be done now: a clock that still runs is open, but nothing there waits for the auditor. */
export function toDo(visit: OpenVisit, open: readonly OpenItem[]): OpenItem[] {
  const running = new Set(visit.clocks.peek().flatMap(({ key, state }) => (state === 'early' || state === 'running' ? [key] : [])));
  return open.filter((item) => !running.has(item.question_id));
}

/** Sections with at least one question to show now, and those that wait for their first entry. */
export function visibleSections(visit: OpenVisit): Section[] {
  const shown = new Set(visit.items.value.filter((item) => item.state !== 'hidden').map((item) => item.section.id));
  return visit.definition.sections.filter((section) => shown.has(section.id) || (section.repeat && sectionShown(visit, section)));
}

/** The section after (1) or before (-1) this one, of those shown now. */
export function stepFrom(visit: OpenVisit, section: Section, step: 1 | -1): Section | undefined {
  const all = visit.definition.sections;
  const way = step > 0 ? all.slice(all.indexOf(section) + 1) : all.slice(0, all.indexOf(section)).reverse();
  const shown = new Set(visibleSections(visit));
  return way.find((one) => shown.has(one));
}

export function sectionPath(visitId: string, sectionId: string, key?: string): string {
  return `/visits/${visitId}/s/${encodeURIComponent(sectionId)}${key ? `#q-${key}` : ''}`;
}

export function sectionOf(visit: OpenVisit, key: string): Section | undefined {
  return visit.placeOf(key)?.section;
}
