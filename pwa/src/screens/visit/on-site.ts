/** Whether this visit is made by going there, by the touchpoints of its checklist: only then is there a showroom to be discreet in. */
import type { Definition } from '../../engine';
import type { OpenVisit } from './open-visit';
import { visitProgress } from './progress';

const SHOWROOM = new Set(['arrival', 'greeting']);
const THERE = /_(arrival|welcome|reception|counter|check_in)$|^collection$/;

export function placeOf({ sections }: Definition): 'showroom' | 'on_site' | null {
  if (sections.some(({ touchpoint }) => SHOWROOM.has(touchpoint))) return 'showroom';
  return sections.some(({ touchpoint }) => THERE.test(touchpoint)) ? 'on_site' : null;
}

/** "there": somebody is in the middle of it; "offered": it may be begun so. */
export function showroomState(visit: OpenVisit): 'there' | 'offered' | null {
  if (!visit.editable.value || visit.times.value.left_at !== null || visit.visit.value.status === 'returned') return null;
  if (placeOf(visit.definition) === null) return null;
  if (visit.noted.value) return 'there';
  return visitProgress(visit).done === 0 ? 'offered' : null;
}
