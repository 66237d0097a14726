/** The files that were brought in, and undoing one as a whole. */
import { useState } from 'preact/hooks';
import { api, send, sentenceOf } from '../../api/client';
import { formatDateTime, formatNumber, t, type TextKey } from '../../i18n';
import { Banner, Button, Card, Chip, Dialog, EmptyState, SkeletonCards, Table, toast, type Column } from '../../ui';
import { AsOf, SeenTrouble } from '../parts/as-of';
import { useSeenPages } from '../parts/seen-pages';
import type { Import } from './types';

function UndoDialog({ one, onClose, onDone }: { one: Import; onClose: () => void; onDone: () => void }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const undo = () => {
    setBusy(true);
    send(api.DELETE('/api/v1/engagement/imports/{import_id}', { params: { path: { import_id: one.id } } })).then(onDone, (cause: unknown) => {
      setProblem(sentenceOf(cause));
      setBusy(false);
    });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('engagement.undo_sure')}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button kind="danger" busy={busy} onClick={undo}>
            {t('engagement.undo')}
          </Button>
        </>
      }
    >
      <div class="stack">
        {problem && <Banner tone="bad">{problem}</Banner>}
        <p class="engagement-name">{t('engagement.undo_text', { name: one.file_name })}</p>
      </div>
    </Dialog>
  );
}

export function Imports() {
  const [leaving, setLeaving] = useState<Import | null>(null);
  const seen = useSeenPages<Import>('engagement-imports', (query) => api.GET('/api/v1/engagement/imports', { params: { query } }));
  const { items, next, loading, problem, away, more, reload } = seen;
  const columns: Column<Import>[] = [
    {
      id: 'file',
      title: t('engagement.col_file'),
      head: true,
      cell: (one) => (
        <span class="engagement-name">
          {one.file_name}
          <span class="two-lines">{t(`engagement.short.${one.kind}` as TextKey)}</span>
        </span>
      ),
    },
    {
      id: 'when',
      title: t('engagement.col_when'),
      cell: (one) => (
        <span>
          {formatDateTime(one.created_at)}
          {one.created_by && <span class="two-lines">{one.created_by}</span>}
        </span>
      ),
    },
    { id: 'rows', title: t('engagement.col_rows'), numeric: true, cell: (one) => formatNumber(one.rows) },
    {
      id: 'undo',
      title: t('engagement.col_undo'),
      quiet: true,
      numeric: true,
      cell: (one) =>
        one.undone_at ? (
          <Chip mark="bar">{t('engagement.undone')}</Chip>
        ) : (
          <Button size="s" icon="undo" disabled={away} onClick={() => setLeaving(one)}>
            {t('engagement.undo')}
          </Button>
        ),
    },
  ];
  return (
    <>
      <AsOf seen={seen} />
      <SeenTrouble problem={problem} onRetry={reload} />
      {!items && !problem && <SkeletonCards count={1} height={140} />}
      {items?.length === 0 && (
        <EmptyState icon="upload" title={t('engagement.imports_none')}>
          {t('engagement.imports_none_text')}
        </EmptyState>
      )}
      {items && items.length > 0 && (
        <Card as="section">
          <Table caption={t('engagement.imports')} columns={columns} rows={items} keyOf={(one) => one.id} />
          {next && (
            <Button busy={loading} disabled={away} onClick={more}>
              {t('show_more')}
            </Button>
          )}
        </Card>
      )}
      {leaving && (
        <UndoDialog
          one={leaving}
          onClose={() => setLeaving(null)}
          onDone={() => (setLeaving(null), toast(t('engagement.undo_done')), reload())}
        />
      )}
    </>
  );
}
