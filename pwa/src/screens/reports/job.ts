/** One report being made: asked for once, followed until it ends; leaving the page does not stop it. */
import { useCallback, useEffect, useState } from 'preact/hooks';
import { api, asProblem, send, type ApiProblem } from '../../api/client';
import type { Edition, Page, Report } from '../../api/types';
import { newId } from '../../store/ids';

export type ReportJob = {
  report: Report | null;
  problem: ApiProblem | null;
  make: () => void;
  cancel: () => void;
};

const LOOK_MS = 1000;

export function isGoing(report: Report | null): boolean {
  return report?.status === 'queued' || report?.status === 'running';
}

export function fileOf(report: Report): string {
  return `/api/v1/reports/${report.id}/file`;
}

async function latest(visitId: string, edition: Edition): Promise<Report | null> {
  const page = await send<Page<Report>>(api.GET('/api/v1/reports', { params: { query: { visit_id: visitId, limit: 50 } } }));
  const mine = page.items.filter((report) => report.edition === edition && report.status !== 'cancelled');
  return mine.sort((a, b) => b.created_at.localeCompare(a.created_at))[0] ?? null;
}

export function useReport(visitId: string, edition: Edition): ReportJob {
  const [report, setReport] = useState<Report | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const take = (asked: Promise<Report | null>) =>
    asked.then(
      (found) => (setReport(found), setProblem(null)),
      (cause: unknown) => setProblem(asProblem(cause)),
    );
  useEffect(() => {
    setReport(null);
    void take(latest(visitId, edition));
  }, [visitId, edition]);
  useEffect(() => {
    if (!report || !isGoing(report)) return;
    const params = { path: { report_id: report.id } };
    const timer = setTimeout(() => void take(send(api.GET('/api/v1/reports/{report_id}', { params }))), LOOK_MS);
    return () => clearTimeout(timer);
  }, [report]);
  const make = useCallback(() => {
    const body = { kind: 'visit', visit_id: visitId, edition } as const;
    void take(send(api.PUT('/api/v1/reports/{report_id}', { params: { path: { report_id: newId() } }, body })));
  }, [visitId, edition]);
  const cancel = useCallback(() => {
    if (!report) return;
    const params = { path: { report_id: report.id } };
    void take(send(api.DELETE('/api/v1/reports/{report_id}', { params })).then(() => ({ ...report, status: 'cancelled' })));
  }, [report]);
  return { report, problem, make, cancel };
}
