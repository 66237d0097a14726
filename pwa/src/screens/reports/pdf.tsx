/** "PDF": asks for the report, shows how far it is, then is the link to it. */
import { useEffect, useState } from 'preact/hooks';
import { sentenceOf } from '../../api/client';
import { wordsOf } from '../../api/problem';
import { LARGEST } from '../../api/keep';
import type { Edition, Report, Visit } from '../../api/types';
import { formatBytes, t, tCode } from '../../i18n';
import { Banner, Button, Dialog, Segments, Skeleton } from '../../ui';
import { AsOf, SeenTrouble } from '../parts/as-of';
import { useAddress } from '../parts/use-address';
import { fileOf, isGoing, keepFile, keptFile, useReport, type ReportJob } from './job';
import './pdf.css';
import './texts';

const EDITIONS: readonly Edition[] = ['review', 'centre'];

function Progress({ job, report }: { job: ReportJob; report: Report }) {
  const total = report.total ?? 0;
  const words = report.status === 'queued' ? t('pdf.waiting') : report.step ? tCode('pdf.step', report.step) : t('pdf.running');
  return (
    <div class="stack stack-8" role="status">
      <div class="row row-between">
        <strong>{words}</strong>
        {total > 0 && <span class="figures">{t('pdf.progress', { done: report.done, total })}</span>}
      </div>
      <progress class="progress" max={total || undefined} value={total ? report.done : undefined} aria-label={words} />
      <div>
        <Button size="s" onClick={job.cancel}>
          {t('cancel')}
        </Button>
      </div>
    </div>
  );
}

function Size({ report }: { report: Report }) {
  return (
    <p>
      <strong>{t('pdf.ready')}</strong>{' '}
      <span class="secondary">{t('pdf.pages', { n: report.pages ?? 0, size: formatBytes(report.size ?? 0) })}</span>
    </p>
  );
}

function Ready({ report, onAgain, mayMake }: { report: Report; onAgain: () => void; mayMake: boolean }) {
  return (
    <div class="stack stack-8">
      <Size report={report} />
      <div class="row">
        <Button kind="primary" icon="download" href={fileOf(report)} target="_blank" onClick={() => void keepFile(report)}>
          {t('pdf.open')}
        </Button>
        {mayMake && <Button onClick={onAgain}>{t('pdf.again')}</Button>}
      </div>
    </div>
  );
}

/** From this device; as a file, because an installed app has no second tab to show it in. */
function KeptReport({ report }: { report: Report | null }) {
  const [file, setFile] = useState<Blob | null | undefined>(undefined);
  const address = useAddress(file ?? null);
  const ready = report?.status === 'ready' ? report : null;
  useEffect(() => {
    if (ready) void keptFile(ready).then(setFile);
  }, [ready?.id]);
  if (!ready) return <p>{t('seen.no_new_pdf')}</p>;
  if (file === null) return <p>{t('seen.no_pdf', { size: formatBytes(LARGEST) })}</p>;
  return (
    <div class="stack stack-8">
      <Size report={ready} />
      {address && (
        <div>
          <Button kind="primary" icon="download" href={address} download={`${ready.kind}-report-${ready.edition}.${ready.format}`}>
            {t('pdf.open')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** How far it is, and what one can do about it. */
export function ReportState({ job, mayMake }: { job: ReportJob; mayMake: boolean }) {
  const { report, problem, seen } = job;
  if (seen.at === null && seen.problem) return <SeenTrouble problem={seen.problem} onRetry={seen.reload} />;
  if (seen.at === null) return <Skeleton lines={2} />;
  if (seen.away) return <KeptReport report={report} />;
  if (problem) return <Banner tone="warn">{sentenceOf(problem)}</Banner>;
  if (isGoing(report)) return <Progress job={job} report={report!} />;
  if (report?.status === 'ready') return <Ready report={report} onAgain={job.make} mayMake={mayMake} />;
  return (
    <div class="stack stack-8">
      {report?.status === 'failed' && <Banner tone="bad">{wordsOf(report.problem) || t('pdf.failed')}</Banner>}
      {report?.status === 'expired' && <p>{t('order.expired')}</p>}
      {report?.status === 'cancelled' && <p>{t('pdf.cancelled')}</p>}
      {mayMake && (
        <div>
          <Button kind="primary" icon="report" onClick={job.make}>
            {t('pdf.create')}
          </Button>
        </div>
      )}
    </div>
  );
}

export function PdfDialog({ visit, onClose }: { visit: Visit; onClose: () => void }) {
  const [edition, setEdition] = useState<Edition>(visit.auditor ? 'review' : 'centre');
  const job = useReport({ kind: 'visit', edition, format: 'pdf', visit_id: visit.id });
  return (
    <Dialog open onClose={onClose} title={t('pdf.title')}>
      <div class="stack">
        {visit.auditor && (
          <Segments
            label={t('pdf.edition')}
            size="s"
            options={EDITIONS.map((id) => ({ id, label: t(`pdf.edition_${id}`) }))}
            value={edition}
            onChange={setEdition}
          />
        )}
        {visit.auditor && <p class="small secondary">{t('pdf.edition_note')}</p>}
        <AsOf seen={job.seen} />
        <ReportState job={job} mayMake={visit.allowed.includes('report')} />
      </div>
    </Dialog>
  );
}
