/** What a visit is called in the list: its status, and what this phone knows beyond the server. */
import { computed } from '@preact/signals';
import { formatDay, formatTime, t, tCode } from '../../i18n';
import type { VisitRow } from '../../store/schema';
import { ops } from '../../sync';
import type { Mark, Tone } from '../../ui';

const submitting = computed(() => new Set(ops.value.filter((op) => op.kind === 'submit').map((op) => op.visit_id)));
const parked = computed(() => new Set(ops.value.filter((op) => op.state === 'attention').map((op) => op.visit_id)));

export interface VisitState {
  words: string;
  tone: Tone;
  mark: Mark;
}

/** The window has closed and nobody went. */
export function isOverdue({ visit }: VisitRow): boolean {
  return (visit.status === 'planned' || visit.status === 'accepted') && Date.parse(visit.window_to) < Date.now();
}

/** `ended`: its observation is over, and only its auditor can go on. */
export function visitState(row: VisitRow, ended = false): VisitState {
  const { visit } = row;
  if (parked.value.has(visit.id)) return { words: t('sync.needs_help', { n: 1 }), tone: 'bad', mark: 'triangle' };
  if (submitting.value.has(visit.id)) return { words: t('visits.waiting'), tone: 'warn', mark: 'square' };
  if (visit.status === 'returned') return { words: tCode('status', 'returned'), tone: 'warn', mark: 'triangle' };
  if (ended) return { words: t('visits.complete'), tone: 'warn', mark: 'square' };
  if (isOverdue(row)) return { words: t('visits.overdue'), tone: 'warn', mark: 'square' };
  if (visit.status === 'planned' || visit.status === 'accepted') return { words: t('visits.to_do'), tone: 'neutral', mark: 'ring' };
  if (visit.status === 'approved' || visit.status === 'submitted') return { words: tCode('status', visit.status), tone: 'good', mark: 'dot' };
  return { words: tCode('status', visit.status), tone: 'neutral', mark: 'dot' };
}

const OVER = new Set(['submitted', 'approved', 'appealed', 'cancelled', 'void']);

export function isSent({ visit }: VisitRow): boolean {
  return OVER.has(visit.status) || submitting.value.has(visit.id);
}

/** "Tue 24 Nov, 10:00 – 13:00" in the centre's own time; a whole day is "any time". */
export function windowWords({ visit }: VisitRow): string {
  const zone = visit.centre.time_zone;
  const [from, to] = [formatDay(visit.window_from, zone), formatDay(visit.window_to, zone)];
  const times = [formatTime(visit.window_from, zone), formatTime(visit.window_to, zone)];
  if (from !== to) return `${from} – ${to}`;
  const whole = times[0] === '00:00' && (times[1] === '23:59' || times[1] === '00:00');
  return whole ? `${from}, ${t('visits.any_time')}` : `${from}, ${times.join(' – ')}`;
}

export function whenWords(row: VisitRow): string {
  const { visit } = row;
  const zone = visit.centre.time_zone;
  if (visit.status === 'returned' && visit.due_at)
    return t('visits.returned_due', { day: formatDay(visit.due_at, zone), time: formatTime(visit.due_at, zone) });
  if (visit.submitted_at && isSent(row))
    return `${formatDay(visit.submitted_at, zone)}, ${t('visits.submitted_at', { time: formatTime(visit.submitted_at, zone) })}`;
  return windowWords(row);
}
