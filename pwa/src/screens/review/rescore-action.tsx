/** Scoring an approved visit once more, with another version of its checklist: a second result, which is not the visit's. */
import { useState } from 'preact/hooks';
import { all, api, send } from '../../api/client';
import type { ChecklistVersion, Visit } from '../../api/types';
import { useLoad } from '../../api/use-load';
import { formatDate, t } from '../../i18n';
import { me } from '../../sync/session';
import { Banner, Button, Dialog, Select, Skeleton } from '../../ui';
import { Trouble } from '../parts/trouble';
import { useAttempt } from './use-attempt';
import { useAway } from './away';

export function mayRescore(visit: Visit): boolean {
  return visit.status === 'approved' && (me.value?.permissions.includes('visit.rescore') ?? false);
}

/** The published versions of the visit's checklist, without its own and those it was scored with already; the newest first. */
async function loadOthers(visit: Visit): Promise<ChecklistVersion[]> {
  const path = { slug: visit.checklist.slug };
  const versions = await all<ChecklistVersion>((query) => api.GET('/api/v1/checklists/{slug}/versions', { params: { path, query } }));
  const known = new Set([visit.checklist.version_id, ...visit.rescores.map((rescore) => rescore.version_id)]);
  return versions.filter((version) => !known.has(version.id));
}

function Choice({ visit, chosen, onChoose }: { visit: Visit; chosen: string; onChoose: (id: string) => void }) {
  const { data, problem, reload } = useLoad(`versions-${visit.id}-${visit.rescores.length}`, () => loadOthers(visit));
  if (problem) return <Trouble problem={problem} onRetry={reload} />;
  if (!data) return <Skeleton lines={2} />;
  if (data.length === 0) return <p>{t('review.rescore_none')}</p>;
  const options = data.map(({ id, number, published_at }) => ({
    value: id,
    label: t('review.rescore_version', { n: number, when: formatDate(published_at) }),
  }));
  const all = [{ value: '', label: t('review.rescore_choose') }, ...options];
  return <Select label={t('review.rescore_with')} options={all} value={chosen} onInput={onChoose} />;
}

function RescoreDialog({ visit, onClose, onDone }: { visit: Visit; onClose: () => void; onDone: (visit: Visit) => void }) {
  const [chosen, setChosen] = useState('');
  const { busy, problem, attempt } = useAttempt(onClose);
  const rescore = async (): Promise<void> => {
    const params = { path: { visit_id: visit.id } };
    onDone(await send<Visit>(api.POST('/api/v1/visits/{visit_id}/rescores', { params, body: { version_id: chosen } })));
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('review.rescore_title')}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button kind="primary" disabled={!chosen} busy={busy} onClick={() => void attempt(rescore, t('review.rescore_done'))}>
            {t('review.rescore_do')}
          </Button>
        </>
      }
    >
      <div class="stack">
        <p>{t('review.rescore_text')}</p>
        {problem && <Banner tone="bad">{problem}</Banner>}
        <Choice visit={visit} chosen={chosen} onChoose={setChosen} />
      </div>
    </Dialog>
  );
}

export function RescoreAction({ visit, onDone }: { visit: Visit; onDone: (visit: Visit) => void }) {
  const [open, setOpen] = useState(false);
  const away = useAway();
  return (
    <>
      <div>
        <Button size="s" disabled={away} onClick={() => setOpen(true)}>
          {t('review.rescore')}
        </Button>
      </div>
      {open && <RescoreDialog visit={visit} onClose={() => setOpen(false)} onDone={onDone} />}
    </>
  );
}
