/** After "Submit": waiting on this phone, refused with something open, or sent. "Sent" is said only after the server has said so. */
import { useEffect, useState } from 'preact/hooks';
import type { Page, Report } from '../../api/types';
import { formatTenths } from '../../engine';
import { formatDateTime, language, refusalWords, t, tCode } from '../../i18n';
import type { OpRow } from '../../store/schema';
import { ops, reachable, status } from '../../sync';
import { Banner, Button, Card, Chip, Dock, Icon } from '../../ui';
import { Alerts } from './alerts';
import type { OpenVisit } from './open-visit';
import { reopenVisit, submissionOf } from './submit';
import { statusWords, SyncChip } from './sync-chip';

function useSubmission(visit: OpenVisit): OpRow | undefined {
  const [op, set] = useState<OpRow | undefined>();
  const queue = ops.value;
  useEffect(() => {
    let gone = false;
    void submissionOf(visit.id).then((found) => !gone && set(found));
    return () => void (gone = true);
  }, [visit, queue]);
  return op;
}

function Waiting({ visit, op }: { visit: OpenVisit; op: OpRow | undefined }) {
  const refused = op?.state === 'attention';
  if (refused)
    return (
      <Banner
        tone="bad"
        title={t('check.refused_title')}
        actions={
          <Button size="s" kind="primary" onClick={() => void reopenVisit(visit)}>
            {t('check.reopen')}
          </Button>
        }
      >
        {refusalWords(op.problem?.code ?? '') ?? op.problem?.message}
      </Banner>
    );
  return (
    <Card as="section" class="sent sent-waiting">
      <span class="sent-mark">
        <Icon name="clock" size={32} />
      </span>
      <h2>{t('check.waiting_title')}</h2>
      <p>{t('check.waiting_text')}</p>
      <p class="secondary">{statusWords(status.value)}</p>
      <Button href="/sync">{t('check.see_sending')}</Button>
    </Card>
  );
}

/** The auditor's copy of the report, once somebody has made one and there is signal to fetch it. */
function useReport(visit: OpenVisit): string | null {
  const [href, set] = useState<string | null>(null);
  const { id, status: state } = visit.visit.value;
  useEffect(() => {
    if (state !== 'approved' || !reachable.value) return;
    const load = async (): Promise<void> => {
      const { api, send } = await import('../../api/client');
      const { items } = await send<Page<Report>>(api.GET('/api/v1/reports', { params: { query: { visit_id: id } } }));
      const ready = items.find((report) => report.status === 'ready');
      if (ready) set(`/api/v1/reports/${ready.id}/file`);
    };
    load().catch(() => undefined);
  }, [id, state]);
  return href;
}

function Sent({ visit }: { visit: OpenVisit }) {
  const { submitted_at, status: state, score, centre } = visit.visit.value;
  const report = useReport(visit);
  return (
    <Card as="section" class="sent">
      <span class="sent-mark">
        <Icon name="check" size={32} />
      </span>
      <h2>{state === 'submitted' ? t('check.sent_title') : tCode('status', state)}</h2>
      <p>{t(state === 'approved' ? 'check.approved_text' : 'check.sent_text')}</p>
      <p class="secondary">{formatDateTime(submitted_at, centre.time_zone)}</p>
      {score && (
        <div class="row sent-score">
          <strong class="score-figure figures">{formatTenths(score.tenths, language.value)}</strong>
          {score.outcome && <Chip tone={score.outcome === 'pass' ? 'good' : 'bad'}>{tCode('outcome', score.outcome)}</Chip>}
        </div>
      )}
      {report && (
        <Button icon="report" href={report} target="_blank">
          {t('visits.report')}
        </Button>
      )}
    </Card>
  );
}

export function SentState({ visit }: { visit: OpenVisit }) {
  const op = useSubmission(visit);
  return (
    <>
      <div class="page">
        <Alerts />
        {visit.submitting.value ? <Waiting visit={visit} op={op} /> : <Sent visit={visit} />}
      </div>
      <Dock label={t('visit.dock')}>
        <SyncChip short />
        <Button kind="primary" href="/visits">
          {t('check.back')}
        </Button>
      </Dock>
    </>
  );
}
