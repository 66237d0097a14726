/** Drafts beside what is published: the way into the studio. */
import { useState } from 'preact/hooks';
import { all, api, send, sentenceOf } from '../../api/client';
import type { Draft, DraftRow } from '../../api/types';
import { useLoad } from '../../api/use-load';
import { formatAgo, language, t } from '../../i18n';
import { navigate } from '../../router';
import { newId } from '../../store/ids';
import { Button, Card, toast } from '../../ui';
import { Trouble } from '../parts/trouble';

type Origin = { document: Record<string, unknown> } | { version_id: string } | { source: string };

/** Starts a draft and opens it. */
export async function startDraft(origin: Origin): Promise<void> {
  const params = { path: { draft_id: newId() } };
  const draft = await send<Draft>(api.PUT('/api/v1/checklist-drafts/{draft_id}', { params, body: origin }));
  navigate(`/studio/${draft.id}`);
}

export function EditButton({ version }: { version: string }) {
  const [busy, setBusy] = useState(false);
  const edit = (): void => {
    setBusy(true);
    startDraft({ version_id: version }).catch((cause: unknown) => {
      setBusy(false);
      toast(sentenceOf(cause), { tone: 'bad' });
    });
  };
  return (
    <Button size="s" busy={busy} onClick={edit}>
      {t('lists.edit')}
    </Button>
  );
}

async function deleteDraft(draft: DraftRow, reload: () => void): Promise<void> {
  const params = { path: { draft_id: draft.id } };
  try {
    const { document } = await send<Draft>(api.GET('/api/v1/checklist-drafts/{draft_id}', { params }));
    await send(api.DELETE('/api/v1/checklist-drafts/{draft_id}', { params }));
    const restore = () => send(api.PUT('/api/v1/checklist-drafts/{draft_id}', { params, body: { document } })).then(reload);
    toast(t('lists.draft_deleted'), { undo: () => void restore() });
    reload();
  } catch (cause) {
    toast(sentenceOf(cause), { tone: 'bad' });
  }
}

export function Drafts() {
  const { data, problem, reload } = useLoad(`drafts-${language.value}`, () => all<DraftRow>((query) => api.GET('/api/v1/checklist-drafts', { params: { query } })));
  if (problem) return <Trouble problem={problem} onRetry={reload} />;
  if (!data?.length) return null;
  return (
    <section class="stack stack-8" aria-labelledby="list-drafts">
      <h2 id="list-drafts">{t('lists.drafts')}</h2>
      <ul class="list-cards">
        {data.map((draft) => (
          <Card as="li" key={draft.id} class="draft-card">
            <div>
              <a href={`/studio/${draft.id}`}>{draft.title || t('lists.draft_unnamed')}</a>
              <p class="small secondary">{t('lists.draft_by', { when: formatAgo(draft.updated_at), name: draft.changed_by })}</p>
            </div>
            <Button kind="quiet" size="s" icon="trash" label={t('lists.draft_delete', { title: draft.title })} onClick={() => void deleteDraft(draft, reload)} />
          </Card>
        ))}
      </ul>
    </section>
  );
}
