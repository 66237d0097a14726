/** The times that were noted, in the order of a visit; two of them the visit has as its own. */
import { t } from '../../i18n';
import { isLine, STAMPS, STOPWATCH } from '../../store/notes';
import type { NoteRow } from '../../store/schema';
import { toast } from '../../ui';
import type { OpenVisit } from '../visit/open-visit';

export const ORDER = ['arrived', ...STAMPS, 'left'] as const;
export type Stamp = (typeof ORDER)[number];

const isOfTheVisit = (stamp: Stamp): stamp is 'arrived' | 'left' => stamp === 'arrived' || stamp === 'left';

function noteOf(visit: OpenVisit, id: string): NoteRow | null {
  const note = visit.notes.value.find((one) => one.id === id);
  return note && !note.removed ? note : null;
}

export function timeOf(visit: OpenVisit, stamp: Stamp): string | null {
  return isOfTheVisit(stamp) ? visit.times.value[`${stamp}_at`] : (noteOf(visit, stamp)?.at ?? null);
}

export function watchOf(visit: OpenVisit): NoteRow | null {
  return noteOf(visit, STOPWATCH);
}

export function linesOf(visit: OpenVisit): NoteRow[] {
  return visit.notes.value.filter((note) => isLine(note) && !note.removed).sort((a, b) => (a.at < b.at ? -1 : 1));
}

/** What is not kept is said; nobody looks at this page for long. */
function orSay(kept: Promise<void>): Promise<void> {
  return kept.catch(() => toast(t('visit.not_saved'), { tone: 'bad' }));
}

/** null takes it away. */
export function setTime(visit: OpenVisit, stamp: Stamp, at: string | null): Promise<void> {
  if (isOfTheVisit(stamp)) return orSay(visit.setTime(stamp, at));
  const held = noteOf(visit, stamp);
  if (at === null && !held) return Promise.resolve();
  return orSay(visit.note({ id: stamp, at: at ?? held?.at ?? '', removed: at === null }));
}

export function setNote(visit: OpenVisit, note: Pick<NoteRow, 'id' | 'at'> & Partial<NoteRow>): Promise<void> {
  const { id, at, until = null, text = null, removed = false } = note;
  return orSay(visit.note({ id, at, until, text, removed }));
}

export function nameOf(stamp: Stamp): string {
  return t(`notes.${stamp}`);
}

/** Whole seconds from one moment to another. */
export function seconds(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 1000);
}
