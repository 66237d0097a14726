/** Publishing: first what it changes, in words; then the version that never changes again. */
import { useEffect, useState } from 'preact/hooks';
import { api, ifMatch, send, sentenceOf } from '../../api/client';
import type { ChecklistVersionFull, DraftDifferences } from '../../api/types';
import { t } from '../../i18n';
import { navigate } from '../../router';
import { Banner, Button, Dialog, Skeleton, toast } from '../../ui';
import { Told } from '../checklists/differences';
import { useStudio, type Studio } from './studio-state';

type State = { found: DraftDifferences | null; problem: string | null; ready: boolean };

async function look(studio: Studio): Promise<State> {
  if (!(await studio.save())) return { found: null, problem: t('studio.not_saved'), ready: false };
  if (studio.problems.peek().length > 0) return { found: null, problem: t('studio.mend_first', { n: studio.problems.peek().length }), ready: false };
  const params = { path: { draft_id: studio.draft.id } };
  const found = await send<DraftDifferences>(api.GET('/api/v1/checklist-drafts/{draft_id}/differences', { params }));
  return { found, problem: null, ready: true };
}

async function publish(studio: Studio): Promise<void> {
  const params = { path: { draft_id: studio.draft.id } };
  const headers = ifMatch({ row_version: studio.rowVersion });
  const made = await send<ChecklistVersionFull>(api.POST('/api/v1/checklist-drafts/{draft_id}/publication', { params, headers }));
  toast(t('lists.done', { n: made.number, title: made.title }));
  navigate(`/checklists/${made.slug}`);
}

function Changes({ found }: { found: DraftDifferences }) {
  if (!found.before || !found.effects) return <p>{t('studio.first_version')}</p>;
  return (
    <>
      <h3>{t('lists.compared', { n: found.before.number })}</h3>
      <Told found={{ items: found.items, effects: found.effects }} />
    </>
  );
}

export function PublishDraft({ onClose }: { onClose: () => void }) {
  const studio = useStudio();
  const [state, setState] = useState<State>({ found: null, problem: null, ready: false });
  const [busy, setBusy] = useState(false);
  const fail = (cause: unknown): void => setState({ found: null, problem: sentenceOf(cause), ready: false });
  useEffect(() => void look(studio).then(setState, fail), []);
  const go = (): void => {
    setBusy(true);
    publish(studio).catch((cause: unknown) => {
      setBusy(false);
      fail(cause);
    });
  };
  const actions = (
    <>
      <Button onClick={onClose}>{t('cancel')}</Button>
      <Button kind="primary" busy={busy} disabled={!state.ready} onClick={go}>
        {t('studio.publish_now')}
      </Button>
    </>
  );
  return (
    <Dialog open wide title={t('studio.publish')} onClose={onClose} actions={actions}>
      <div class="stack">
        <p class="secondary">{t('studio.publish_text')}</p>
        {state.problem && <Banner tone="warn">{state.problem}</Banner>}
        {!state.found && !state.problem && <Skeleton lines={3} />}
        {state.found && <Changes found={state.found} />}
      </div>
    </Dialog>
  );
}
