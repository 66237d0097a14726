/** One report being made: asked for once, followed until it ends; leaving the page does not stop it. */
import { useEffect, useState } from 'preact/hooks';
import { bytesOf } from '../../api/bytes';
import { api, asProblem, send, type ApiProblem } from '../../api/client';
import { kept, LARGEST } from '../../api/keep';
import type { Edition, Page, Report } from '../../api/types';
import { newId } from '../../store/ids';
import { account, keepFor, useSeen, type Seen } from '../parts/seen';

export type ReportJob = {
  seen: Seen<Report | null>;
  report: Report | null;
  problem: ApiProblem | null;
  make: () => void;
  cancel: () => void;
};

/** A document: its kind and edition, and what it is about: a visit, or a centre, an area or the chain in one period; a centre now; the link at a lag. */
export type About = {
  kind: Report['kind'];
  edition: Edition;
  format: Report['format'];
  visit_id?: string;
  centre_id?: string;
  area_id?: string;
  period_kind?: 'month' | 'quarter' | 'year' | 'wave';
  period?: string;
  lag?: number;
};

const LOOK_MS = 1000;

export function isGoing(report: Report | null): boolean {
  return report?.status === 'queued' || report?.status === 'running';
}

export function fileOf(report: Report): string {
  return `/api/v1/reports/${report.id}/file`;
}

const fileName = (report: Report): string => `file-${report.id}`;

/** Once opened, a report that is not too large can be opened without a network too. */
export async function keepFile(report: Report): Promise<void> {
  if ((report.size ?? 0) > LARGEST) return;
  const owner = account();
  const bytes = await bytesOf(fileOf(report), `application/${report.format}`).catch(() => null);
  if (bytes) keepFor(owner, fileName(report), bytes);
}

export async function keptFile(report: Report): Promise<Blob | null> {
  const owner = account();
  return owner === null ? null : ((await kept<Blob>(owner, fileName(report)))?.value ?? null);
}

async function latest({ edition, format, ...wanted }: About): Promise<Report | null> {
  const query = { ...wanted, limit: 50 } as Record<string, string | number>;
  const page = await send<Page<Report>>(api.GET('/api/v1/reports', { params: { query } as never }));
  const isMine = (report: Report) => report.edition === edition && report.format === format && (report.area_id ?? undefined) === wanted.area_id;
  const mine = page.items.filter((report) => isMine(report) && report.status !== 'cancelled' && report.status !== 'expired');
  return mine.sort((a, b) => b.created_at.localeCompare(a.created_at))[0] ?? null;
}

export function useReport(about: About): ReportJob {
  const name = Object.values(about).join('-');
  const seen = useSeen<Report | null>(`report-${name}`, () => latest(about));
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const { data: report, away, put } = seen;
  const take = (asked: Promise<Report>) =>
    asked.then(
      (found) => (put(found), setProblem(null)),
      (cause: unknown) => setProblem(asProblem(cause)),
    );
  useEffect(() => setProblem(null), [name]);
  useEffect(() => {
    if (!report || !isGoing(report) || away) return;
    const params = { path: { report_id: report.id } };
    const timer = setTimeout(() => void take(send(api.GET('/api/v1/reports/{report_id}', { params }))), LOOK_MS);
    return () => clearTimeout(timer);
  }, [report, away]);
  const make = () => {
    void take(send(api.PUT('/api/v1/reports/{report_id}', { params: { path: { report_id: newId() } }, body: about })));
  };
  const cancel = () => {
    if (!report) return;
    const params = { path: { report_id: report.id } };
    void take(send(api.DELETE('/api/v1/reports/{report_id}', { params })).then(() => ({ ...report, status: 'cancelled' })));
  };
  return { seen, report, problem, make, cancel };
}
