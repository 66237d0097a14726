/** A visit's window as people say it: "Tue 24 Nov, 10:00 – 13:00", or two days. */
import type { VisitSummary } from '../../api/types';
import { formatDay, formatTime } from '../../i18n';

export function windowText(visit: VisitSummary): string {
  const zone = visit.centre.time_zone;
  const [from, to] = [formatDay(visit.window_from, zone), formatDay(visit.window_to, zone)];
  if (from !== to) return `${from} – ${to}`;
  return `${from}, ${formatTime(visit.window_from, zone)} – ${formatTime(visit.window_to, zone)}`;
}

const BEFORE = ['planned', 'accepted', 'in_progress'];

export function isPast(visit: VisitSummary, now: number = Date.now()): boolean {
  return BEFORE.includes(visit.status) && new Date(visit.window_to).getTime() < now;
}
