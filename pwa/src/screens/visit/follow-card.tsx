/** That the rest may wait, what it waits for, and what to do when the observation has ended. */
import { t } from '../../i18n';
import { Banner, Button, toast } from '../../ui';
import { ClocksNow } from './clocks-now';
import { isWaiting, observationEnded, recordNoContact, unrecorded } from './follow-up';
import type { OpenVisit } from './open-visit';
import './waiting-texts';

/** The server closes them by itself; without signal their auditor may say it. */
function Record({ visit }: { visit: OpenVisit }) {
  const over = unrecorded(visit);
  if (over.length === 0 || !visit.editable.value) return null;
  const record = (): void => void recordNoContact(visit).then(() => toast(t('follow.recorded')));
  return (
    <Button size="s" onClick={record}>
      {t('follow.record', { n: over.length })}
    </Button>
  );
}

/** On the brief; also a visit that does not wait yet shows its clocks. */
export function BriefClocks({ visit }: { visit: OpenVisit }) {
  return (
    <>
      {(isWaiting(visit) || observationEnded(visit)) && <FollowUp visit={visit} />}
      <ClocksNow visit={visit} />
    </>
  );
}

export function FollowUp({ visit }: { visit: OpenVisit }) {
  if (observationEnded(visit))
    return (
      <Banner tone="warn" title={t('follow.ended_title')} actions={<Record visit={visit} />}>
        {t('follow.ended_text')}
      </Banner>
    );
  const words = isWaiting(visit) ? 'waiting_' : '';
  return <Banner title={t(`follow.${words}title`)}>{t(`follow.${words}text`)}</Banner>;
}
