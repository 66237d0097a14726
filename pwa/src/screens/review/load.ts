/** Everything the desk needs for one visit: the visit, its checklist version, and the approved visit before it. */
import type { Definition } from '../../engine';
import { api, send } from '../../api/client';
import type { ChecklistVersionFull, Page, Visit, VisitSummary } from '../../api/types';

export type DeskData = { visit: Visit; definition: Definition; before: Visit | null };

/** A published version never changes, so one answer is good for the whole day. */
const versions = new Map<string, Promise<ChecklistVersionFull>>();

function loadVersion(id: string): Promise<ChecklistVersionFull> {
  const known = versions.get(id);
  if (known) return known;
  const params = { path: { version_id: id } };
  const asked = send<ChecklistVersionFull>(api.GET('/api/v1/checklist-versions/{version_id}', { params }));
  asked.catch(() => versions.delete(id));
  versions.set(id, asked);
  return asked;
}

export function loadVisit(id: string): Promise<Visit> {
  return send(api.GET('/api/v1/visits/{visit_id}', { params: { path: { visit_id: id } } }));
}

function happened(visit: VisitSummary): string {
  return visit.visited_on ?? visit.submitted_at?.slice(0, 10) ?? visit.window_from.slice(0, 10);
}

/** The comparison with last time is a help, not a condition: without it the desk still works. */
async function loadBefore(visit: Visit): Promise<Visit | null> {
  try {
    const query = { status: 'approved', centre_id: visit.centre.id, limit: 50 };
    const page = await send<Page<VisitSummary>>(api.GET('/api/v1/visits', { params: { query } }));
    const same = page.items.filter(
      (one) => one.id !== visit.id && one.checklist.slug === visit.checklist.slug && happened(one) < happened(visit),
    );
    const latest = same.sort((a, b) => happened(b).localeCompare(happened(a)))[0];
    return latest ? await loadVisit(latest.id) : null;
  } catch {
    return null;
  }
}

export async function loadDesk(id: string): Promise<DeskData> {
  const visit = await loadVisit(id);
  const [version, before] = await Promise.all([loadVersion(visit.checklist.version_id), loadBefore(visit)]);
  return { visit, definition: version.definition, before };
}
