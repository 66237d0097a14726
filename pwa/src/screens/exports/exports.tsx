/** Files somebody asked for: a new one, how far each is, and its download. */
import { useEffect } from 'preact/hooks';
import { api, send } from '../../api/client';
import type { components } from '../../api/schema';
import { formatBytes, formatDate, t } from '../../i18n';
import { Button, Card, Chip, EmptyState, Header, SkeletonCards, Table, toast, type Column } from '../../ui';
import { sentenceOf, wordsOf } from '../../api/problem';
import { AsOf, SeenTrouble } from '../parts/as-of';
import { useSeenPages } from '../parts/seen-pages';
import { OrderCard } from './order';
import './exports.css';

type Export = components['schemas']['ExportOut'];

const LOOK_MS = 1500;
const isGoing = (one: Export) => one.status === 'queued' || one.status === 'running';

function Progress({ one }: { one: Export }) {
  const total = one.total ?? 0;
  const words = one.status === 'queued' ? t('exports.queued') : total ? t('exports.progress', { done: one.done, total }) : t('exports.running');
  return (
    <div class="stack stack-8" role="status">
      <span class="figures">{words}</span>
      <progress class="progress" max={total || undefined} value={total ? one.done : undefined} aria-label={words} />
    </div>
  );
}

function State({ one }: { one: Export }) {
  if (isGoing(one)) return <Progress one={one} />;
  if (one.status === 'ready') return <span class="figures">{formatBytes(one.size ?? 0)}</span>;
  if (one.status === 'failed') return <Chip tone="bad">{wordsOf(one.problem)}</Chip>;
  return <Chip mark="bar">{t(one.status === 'expired' ? 'exports.expired' : 'exports.cancelled')}</Chip>;
}

function columns(reload: () => void, away: boolean): Column<Export>[] {
  const stop = (one: Export) =>
    send(api.DELETE('/api/v1/exports/{export_id}', { params: { path: { export_id: one.id } } })).then(reload, (cause: unknown) =>
      toast(sentenceOf(cause)),
    );
  const name = (one: Export) => t(`exports.table_${one.table as 'visits'}`);
  return [
    {
      id: 'what',
      title: t('exports.col_what'),
      head: true,
      cell: (one) => (
        <>
          {name(one)}
          <span class="two-lines">
            {t(`exports.form_${one.form as 'csv'}`)} · {formatDate(one.created_at)}
          </span>
        </>
      ),
    },
    { id: 'state', title: t('exports.col_state'), cell: (one) => <State one={one} /> },
    {
      id: 'open',
      title: t('exports.col_open'),
      quiet: true,
      numeric: true,
      cell: (one) =>
        one.status === 'ready' && !away ? (
          <Button size="s" kind="primary" icon="download" href={`/api/v1/exports/${one.id}/file`} download label={`${t('exports.download')}: ${name(one)}`}>
            {t('exports.download')}
          </Button>
        ) : isGoing(one) && !away ? (
          <Button size="s" onClick={() => void stop(one)}>
            {t('exports.cancel')}
          </Button>
        ) : null,
    },
  ];
}

export function Exports() {
  const seen = useSeenPages<Export>('exports', (query) => api.GET('/api/v1/exports', { params: { query } }));
  const { items, next, problem, loading, away, more, reload } = seen;
  useEffect(() => {
    if (away || !items?.some(isGoing)) return;
    const timer = setTimeout(reload, LOOK_MS);
    return () => clearTimeout(timer);
  }, [items, away]);
  return (
    <>
      <Header title={t('exports.title')} />
      <div class="page page-wide">
        <p class="lead">{t('exports.lead')}</p>
        <p class="small secondary">{t('exports.purpose')}</p>
        <OrderCard away={away} onDone={reload} />
        <h2>{t('exports.mine')}</h2>
        <AsOf seen={seen}>{t('exports.away')}</AsOf>
        <SeenTrouble problem={problem} onRetry={reload} />
        {!items && !problem && <SkeletonCards count={3} height={64} />}
        {items?.length === 0 && (
          <EmptyState icon="table" title={t('exports.none')}>
            {t('exports.none_text')}
          </EmptyState>
        )}
        {items && items.length > 0 && (
          <Card>
            <p class="small secondary">{t('exports.mine_note')}</p>
            <Table caption={t('exports.mine')} captionHidden columns={columns(reload, away)} rows={items} keyOf={(one) => one.id} />
          </Card>
        )}
        {next && (
          <div class="row">
            <Button busy={loading} disabled={away} onClick={more}>
              {t('show_more')}
            </Button>
          </div>
        )}
      </div>
    </>
  );
}
