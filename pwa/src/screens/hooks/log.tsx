/** What was sent to one address in the last thirty days, and sending it again. */
import { useEffect } from 'preact/hooks';
import { api, send, sentenceOf } from '../../api/client';
import { usePages } from '../../api/use-pages';
import { formatDateTime, t, tCode } from '../../i18n';
import { Button, Chip, Dialog, SkeletonCards, Table, toast, type Column } from '../../ui';
import { Trouble } from '../parts/trouble';
import type { Delivery, Webhook } from './types';

const LOOK_MS = 3000;

function State({ one }: { one: Delivery }) {
  if (one.status === 'delivered') return <Chip tone="good">{t('hooks.delivered')}</Chip>;
  if (one.status === 'failed') return <Chip tone="bad">{t('hooks.failed')}</Chip>;
  return <Chip tone="warn">{t('hooks.waiting')}</Chip>;
}

function Reply({ one }: { one: Delivery }) {
  const said = one.reply_status !== null ? String(one.reply_status) : one.error ? tCode('hooks.error', one.error) : '–';
  return (
    <>
      <span class="figures">{said}</span>
      {one.attempts > 0 && <span class="two-lines">{t('hooks.tries', { n: one.attempts })}</span>}
    </>
  );
}

export function LogDialog({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const path = { webhook_id: webhook.id };
  const { items, next, problem, loading, more, reload } = usePages<Delivery>(`hook-${webhook.id}`, (query) =>
    api.GET('/api/v1/webhooks/{webhook_id}/deliveries', { params: { path, query } }),
  );
  useEffect(() => {
    if (!items?.some((one) => one.status === 'waiting')) return;
    const timer = setTimeout(reload, LOOK_MS);
    return () => clearTimeout(timer);
  }, [items]);
  const again = (one: Delivery) =>
    send(
      api.POST('/api/v1/webhooks/{webhook_id}/deliveries/{delivery_id}/replay', {
        params: { path: { ...path, delivery_id: one.id } },
      }),
    ).then(reload, (cause: unknown) => toast(sentenceOf(cause)));
  const columns: Column<Delivery>[] = [
    {
      id: 'event',
      title: t('hooks.col_event'),
      head: true,
      cell: (one) => (
        <>
          {tCode('hooks.event', one.event)}
          <span class="two-lines">{formatDateTime(one.created_at)}</span>
        </>
      ),
    },
    { id: 'state', title: t('hooks.col_state'), cell: (one) => <State one={one} /> },
    { id: 'reply', title: t('hooks.col_reply'), cell: (one) => <Reply one={one} /> },
    {
      id: 'again',
      title: t('hooks.col_again'),
      quiet: true,
      numeric: true,
      cell: (one) => (
        <Button size="s" disabled={one.status === 'waiting'} onClick={() => void again(one)}>
          {t('hooks.replay')}
        </Button>
      ),
    },
  ];
  return (
    <Dialog open wide onClose={onClose} title={t('hooks.log')}>
      <div class="stack">
        <p class="hooks-url secondary">{webhook.url}</p>
        <Trouble problem={problem} onRetry={reload} />
        {!items && !problem && <SkeletonCards count={2} height={48} />}
        {items?.length === 0 && <p>{t('hooks.log_none')}</p>}
        {items && items.length > 0 && (
          <Table caption={t('hooks.log_of', { url: webhook.url })} captionHidden columns={columns} rows={items} keyOf={(one) => one.id} />
        )}
        {next && (
          <Button busy={loading} onClick={more}>
            {t('show_more')}
          </Button>
        )}
      </div>
    </Dialog>
  );
}
