/** Reports of centres, areas and packs: what can be asked for, and those made lately, followed until they end. */
import { useEffect, useState } from 'preact/hooks';
import { api, asProblem, send, type ApiProblem } from '../../api/client';
import type { Edition, Page, Report, ReportKind } from '../../api/types';
import { newId } from '../../store/ids';
import { isGoing } from './job';

export const PERIODS = ['month', 'quarter', 'year', 'wave'] as const;
export type PeriodKind = (typeof PERIODS)[number];

export type Order = {
  kind: Exclude<ReportKind, 'visit'>;
  edition: Edition;
  format: 'pdf' | 'zip';
  centre_id: string | null;
  area_id: string | null;
  period_kind: PeriodKind | null;
  period: string | null;
  lag: number | null;
};

const LOOK_MS = 1500;
const SHOWN = 30;

/** The periods of a kind back from a day, the newest first. */
export function periodsBefore(kind: Exclude<PeriodKind, 'wave'>, day: Date): string[] {
  const length = { month: 1, quarter: 3, year: 12 }[kind];
  const count = { month: 18, quarter: 12, year: 5 }[kind];
  const last = Math.floor((day.getFullYear() * 12 + day.getMonth()) / length);
  return Array.from({ length: count }, (_, back) => {
    const month = (last - back) * length;
    const year = Math.floor(month / 12);
    if (kind === 'year') return String(year);
    return kind === 'quarter' ? `${year}-Q${(month % 12) / 3 + 1}` : `${year}-${String((month % 12) + 1).padStart(2, '0')}`;
  });
}

const put = (id: string, body: Order): Promise<Report> =>
  send<Report>(api.PUT('/api/v1/reports/{report_id}', { params: { path: { report_id: id } }, body }));

async function lately(): Promise<Report[]> {
  // Every visit of a ZIP is a report of its own: among all of them the pack would not be found again.
  const page = await send<Page<Report>>(api.GET('/api/v1/reports', { params: { query: { of_visits: false, limit: SHOWN } } }));
  return page.items;
}

export function orderOf(report: Report): Order {
  const { kind, edition, format, centre_id, area_id, period_kind, period, lag } = report;
  return { kind, edition, format, centre_id, area_id, period_kind, period, lag } as Order;
}

export function useOrders() {
  const [items, setItems] = useState<Report[] | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const fail = (cause: unknown) => setProblem(asProblem(cause));
  const reload = () => void lately().then(setItems, fail);
  useEffect(reload, []);
  useEffect(() => {
    if (!items?.some(isGoing)) return;
    const timer = setTimeout(reload, LOOK_MS);
    return () => clearTimeout(timer);
  }, [items]);
  const after = (asked: Promise<unknown>) => void asked.then(() => (setProblem(null), reload()), fail);
  const make = (order: Order) => after(put(newId(), order));
  const cancel = (report: Report) =>
    after(send(api.DELETE('/api/v1/reports/{report_id}', { params: { path: { report_id: report.id } } })));
  return { items, problem, make, cancel };
}
