/** What the filters and the form offer: areas, centres, waves, scenarios, checklists, auditors. */
import { all, api } from '../../api/client';
import type { Area, Auditor, Centre, Checklist, Scenario, Wave } from '../../api/types';

export type Choices = { areas: Area[]; waves: Wave[] };
export type PlanChoices = { centres: Centre[]; checklists: Checklist[]; auditors: Auditor[]; waves: Wave[]; scenarios: Scenario[] };

const loadWaves = () => all<Wave>((query) => api.GET('/api/v1/waves', { params: { query } }));

export async function loadChoices(): Promise<Choices> {
  const areas = all<Area>((query) => api.GET('/api/v1/areas', { params: { query } }));
  return { areas: await areas, waves: await loadWaves() };
}

export const loadAuditors = () => all<Auditor>((query) => api.GET('/api/v1/auditors', { params: { query } }));

export async function loadPlanChoices(): Promise<PlanChoices> {
  const [centres, checklists, auditors, waves, scenarios] = await Promise.all([
    all<Centre>((query) => api.GET('/api/v1/centres', { params: { query } })),
    all<Checklist>((query) => api.GET('/api/v1/checklists', { params: { query } })),
    loadAuditors(),
    loadWaves(),
    all<Scenario>((query) => api.GET('/api/v1/scenarios', { params: { query } })),
  ]);
  const open = centres.filter((centre) => centre.active).sort((a, b) => a.name.localeCompare(b.name));
  return { centres: open, checklists: checklists.filter((one) => one.latest_version), auditors, waves, scenarios };
}
