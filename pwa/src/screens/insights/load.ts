/** Asks the server for figures. */
import { all, api, send } from '../../api/client';
import type { Area, Centre, Page, Wave } from '../../api/types';
import { language } from '../../i18n';
import { useSeen } from '../parts/seen';
import { wire, type PeriodKind } from './asked';
import type { Action, Measure, Overview, Period } from './types';

export type Query = Readonly<Record<string, string | readonly string[] | null | undefined>>;

/** `path` as it stands behind /api/v1. */
export function read<T>(path: string, query: Query = {}): Promise<T> {
  const said = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== ''));
  return send<T>(api.GET(`/api/v1${path}` as never, { params: { query: { ...said, lang: language.value } } } as never));
}

export function useFigures<T>(path: string, query: Query = {}) {
  return useSeen<T>(`figures-${path}?${wire(query)}`, () => read<T>(path, query));
}

/** What is agreed for a centre, and the waves, say nothing in a language. */
export function useActions(centre_id: string) {
  return useSeen<Page<Action>>(`actions-${centre_id}`, () =>
    send(api.GET('/api/v1/centres/{centre_id}/actions', { params: { path: { centre_id }, query: { limit: 200 } } })),
  );
}

export function useWaves() {
  return useSeen<Wave[]>('figures-waves', () => all<Wave>((query) => api.GET('/api/v1/waves', { params: { query } })));
}

export function useMeasures() {
  return useFigures<{ items: Measure[] }>('/measures').data?.items ?? null;
}

export type Choices = { areas: Area[]; centres: Centre[] };

async function loadChoices(): Promise<Choices> {
  const [areas, centres] = await Promise.all([
    all<Area>((query) => api.GET('/api/v1/areas', { params: { query } })),
    all<Centre>((query) => api.GET('/api/v1/centres', { params: { query } })),
  ]);
  return { areas: areas.sort((a, b) => a.name.localeCompare(b.name)), centres };
}

export function useChoices(): Choices | null {
  return useSeen('figures-choices', loadChoices).data;
}

/** The periods there are, the latest first. */
export function usePeriods(period: PeriodKind): Period[] {
  const { data } = useFigures<Overview>('/overview', { period });
  return [...(data?.periods ?? [])].reverse();
}
