/** How far a visit is: what is answered and what is open, by section and together. */
import type { Item, OpenItem, Section } from '../../engine';
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
  const ids = new Set(visible.map((item) => item.question.id));
  const open = visit.open.value.filter((one) => ids.has(one.question_id));
  return { done: visible.filter(isDone).length, total: visible.length, open };
}

export function sectionProgress(visit: OpenVisit, section: Section): Progress {
  return progressOf(visit, (item) => item.section.id === section.id);
}

export function visitProgress(visit: OpenVisit): Progress {
  return progressOf(visit, () => true);
}

/** Sections with at least one question to show now. */
export function visibleSections(visit: OpenVisit): Section[] {
  const shown = new Set(visit.items.value.filter((item) => item.state !== 'hidden').map((item) => item.section.id));
  return visit.definition.sections.filter((section) => shown.has(section.id));
}

export function sectionPath(visitId: string, sectionId: string, questionId?: string): string {
  return `/visits/${visitId}/s/${encodeURIComponent(sectionId)}${questionId ? `#q-${questionId}` : ''}`;
}

export function sectionOf(visit: OpenVisit, questionId: string): Section | undefined {
  return visit.definition.sections.find((section) => section.questions.some((question) => question.id === questionId));
}
