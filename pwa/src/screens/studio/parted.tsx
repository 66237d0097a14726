/** Two editors of one draft: told early, and nobody's work is lost. */
import { useEffect, useState } from 'preact/hooks';
import { sentenceOf } from '../../api/client';
import { formatTime, t } from '../../i18n';
import { navigate } from '../../router';
import { newId } from '../../store/ids';
import { me } from '../../sync/session';
import { Banner, Button, toast } from '../../ui';
import { useStudio, type Studio } from './studio-state';

const LOOK_MS = 20_000;

/** While the page is looked at, and at once when somebody comes back to it. */
export function useOthers(studio: Studio): void {
  useEffect(() => {
    const look = (): void => {
      if (document.visibilityState === 'visible') void studio.lookForOthers();
    };
    const timer = setInterval(look, LOOK_MS);
    document.addEventListener('visibilitychange', look);
    window.addEventListener('focus', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
      window.removeEventListener('focus', look);
    };
  }, [studio]);
}

function whoAndWhen(studio: Studio): string {
  const theirs = studio.theirs.value;
  if (studio.state.value === 'gone') return t('studio.gone');
  if (!theirs) return t('studio.conflict');
  const time = formatTime(theirs.updated_at);
  return theirs.changed_by === me.value?.name ? t('studio.conflict_own', { time }) : t('studio.conflict_by', { name: theirs.changed_by, time });
}

export function Parted() {
  const studio = useStudio();
  const state = studio.state.value;
  const [busy, setBusy] = useState(false);
  if (state !== 'conflict' && state !== 'gone') return null;
  const run = (work: () => Promise<void>): void => {
    setBusy(true);
    work()
      .catch((cause: unknown) => toast(sentenceOf(cause), { tone: 'bad' }))
      .finally(() => setBusy(false));
  };
  const keep = async (): Promise<void> => {
    const id = newId();
    await studio.keepAsCopy(id);
    toast(t('studio.copy_kept'));
    navigate(`/studio/${id}`, { replace: true });
  };
  const take = async (): Promise<void> => {
    await studio.takeTheirs();
    toast(t('studio.taken'), { undo: studio.undo });
  };
  const actions = (
    <>
      {state === 'conflict' && (
        <Button size="s" disabled={busy} onClick={() => run(take)}>
          {t('studio.take_theirs')}
        </Button>
      )}
      <Button size="s" kind="primary" disabled={busy} onClick={() => run(keep)}>
        {t('studio.keep_copy')}
      </Button>
    </>
  );
  return (
    <Banner tone="warn" title={whoAndWhen(studio)} actions={actions}>
      {t(state === 'gone' || studio.dirty ? 'studio.conflict_text' : 'studio.conflict_saved')}
    </Banner>
  );
}
