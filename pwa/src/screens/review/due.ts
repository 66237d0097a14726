/** Reviews have 72 hours from the submission; a day before the end they are called urgent. */
import type { VisitSummary } from '../../api/types';

const REVIEW_HOURS = 72;
const URGENT_HOURS = 24;
const HOUR_MS = 3_600_000;

export type Due = { at: string | null; late: boolean; urgent: boolean };

export function reviewDue(visit: VisitSummary, now: number = Date.now()): Due {
  if (!visit.submitted_at) return { at: null, late: false, urgent: false };
  const end = new Date(visit.submitted_at).getTime() + REVIEW_HOURS * HOUR_MS;
  return { at: new Date(end).toISOString(), late: now > end, urgent: now > end - URGENT_HOURS * HOUR_MS };
}

export function returnDue(visit: VisitSummary, now: number = Date.now()): Due {
  if (!visit.due_at) return { at: null, late: false, urgent: false };
  const end = new Date(visit.due_at).getTime();
  return { at: visit.due_at, late: now > end, urgent: false };
}
