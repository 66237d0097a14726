/** Opens a visit for a screen: a skeleton of the right shape while it is read, and plain words when it is not here. */
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../../i18n';
import { downloadVisit, fetching, me, reachable, visits } from '../../sync';
import { Button, EmptyState, Header, SkeletonCards } from '../../ui';
import { openVisit, type OpenVisit } from './open-visit';

type Found = OpenVisit | 'reading' | 'missing';

export function useVisit(id: string): Found {
  const [found, set] = useState<Found>('reading');
  const account = me.value?.id;
  // The list changes after every exchange with the server; the open visit follows it.
  const seen = visits.value;
  useEffect(() => {
    let gone = false;
    if (account) void openVisit(account, id).then((visit) => !gone && set(visit ?? 'missing'));
    return () => void (gone = true);
  }, [account, id, seen]);
  return found;
}

function Missing({ id }: { id: string }) {
  return (
    <EmptyState
      icon="download"
      title={t('brief.not_here')}
      action={
        <Button kind="primary" busy={fetching.value} disabled={!reachable.value} onClick={() => void downloadVisit(id)}>
          {t('brief.download')}
        </Button>
      }
    >
      {t('brief.not_here_text')}
    </EmptyState>
  );
}

/** Draws the screen once the visit is open. */
export function WithVisit({ id, title, children }: { id: string; title: string; children: (visit: OpenVisit) => ComponentChildren }) {
  const found = useVisit(id);
  if (found !== 'reading' && found !== 'missing') return <>{children(found)}</>;
  return (
    <>
      <Header title={title} back="/visits" />
      <div class="page">{found === 'reading' ? <SkeletonCards /> : <Missing id={id} />}</div>
    </>
  );
}
