/** What this phone still has to send, why it has not, and what a person can do about it. */
import { useEffect, useState } from 'preact/hooks';
import { addTexts, formatBytes, formatTime, t } from '../../i18n';
import { sending as en } from '../../i18n/en/sending';
import { readSpace, type Space } from '../../store/space';
import { me, nextTry, ops, reachable, sending, sendNow, status, visits } from '../../sync';
import { Button, Card, EmptyState, Header, later } from '../../ui';
import { Alerts } from './alerts';
import { PhotoProgress } from './photo-progress';
import type { ParkedProps } from './parked-item';
import { SyncChip } from './sync-chip';

addTexts('sending', en);

const help = () => import('./sync-help');
const ParkedItem = later<ParkedProps>(() => help().then((m) => m.ParkedItem));
const RescueFile = later(() => help().then((m) => m.RescueFile));
const SharePhotos = later(() => help().then((m) => m.SharePhotos));

function useSpace(): Space | null {
  const [space, set] = useState<Space | null>(null);
  const queue = ops.value;
  useEffect(() => void readSpace().then(set), [queue]);
  return space;
}

function Row({ label, children }: { label: string; children: string | number }) {
  return (
    <>
      <dt>{label}</dt>
      <dd class="figures">{children}</dd>
    </>
  );
}

function Figures() {
  const { answers, photos, parked } = status.value;
  const space = useSpace();
  const submissions = ops.value.filter((op) => op.kind === 'submit' && op.account === me.value?.id).length;
  const next = nextTry.value;
  return (
    <dl class="figures-list">
      <Row label={t('sending.connection')}>{t(reachable.value ? 'sending.online' : 'sending.offline')}</Row>
      <Row label={t('sending.answers')}>{answers}</Row>
      <Row label={t('sending.photos')}>{photos}</Row>
      <Row label={t('sending.visits')}>{submissions}</Row>
      <Row label={t('sending.help')}>{parked}</Row>
      {next !== null && next > Date.now() + 1500 && (
        <Row label={t('sending.next')}>{t('sending.at', { time: formatTime(new Date(next).toISOString()) })}</Row>
      )}
      {space?.free != null && <Row label={t('sending.free')}>{formatBytes(space.free)}</Row>}
      {space && <Row label={t('sending.safe')}>{t(space.kept ? 'sending.safe_yes' : 'sending.safe_no')}</Row>}
    </dl>
  );
}

function Parked() {
  const rows = ops.value.filter((op) => op.state === 'attention' && op.account === me.value?.id);
  if (rows.length === 0) return null;
  return (
    <section class="stack">
      <h2 class="group-title">{t('sending.help')}</h2>
      {rows.map((op) => (
        <ParkedItem key={op.key} op={op} centre={visits.value?.find((row) => row.id === op.visit_id)?.visit.centre.name ?? ''} />
      ))}
    </section>
  );
}

function Others() {
  const count = ops.value.filter((op) => op.account !== me.value?.id).length;
  return count > 0 ? <p class="secondary">{t('sending.other', { n: count })}</p> : null;
}

/** For a telephone call with support: what the queue holds, without any content. */
function Details() {
  if (ops.value.length === 0) return null;
  return (
    <details class="guidance">
      <summary>{t('sending.details')}</summary>
      <ul class="queue-lines">
        {ops.value.map((op) => (
          <li key={op.key}>{[op.kind, op.subject.slice(-8), op.state, `${op.tries}×`, op.problem?.code].filter(Boolean).join(' · ')}</li>
        ))}
      </ul>
    </details>
  );
}

export function SyncScreen() {
  const { waiting, parked } = status.value;
  const nothing = waiting + parked === 0;
  return (
    <>
      <Header overline={t('sending.this_phone')} title={t('sending.title')} trailing={<SyncChip />} />
      <div class="page">
        <Alerts />
        <Parked />
        <Card as="section" class="sending">
          <Figures />
          <PhotoProgress />
          <p class="secondary">{t('sending.kept')}</p>
          <Button kind="primary" block busy={sending.value} disabled={nothing} onClick={() => void sendNow()}>
            {t(sending.value ? 'sending.busy' : 'sending.now')}
          </Button>
          {ops.value.length > 0 && <SharePhotos />}
        </Card>
        {nothing && (
          <EmptyState icon="check" title={t('sending.nothing')}>
            {t('sending.nothing_text')}
          </EmptyState>
        )}
        {ops.value.length > 0 && <RescueFile />}
        <Others />
        <Details />
      </div>
    </>
  );
}
