import { useState } from 'preact/hooks';
import { api, ifMatch, send, sentenceOf } from '../../api/client';
import { usePages } from '../../api/use-pages';
import { formatDateTime, t, tCode } from '../../i18n';
import { Button, Card, Chip, Dialog, EmptyState, Header, SkeletonCards, toast } from '../../ui';
import { Trouble } from '../parts/trouble';
import { AddDialog, SecretDialog } from './add';
import { LogDialog } from './log';
import type { Webhook } from './types';
import './hooks.css';

type Act = (what: Promise<unknown>, done?: string) => void;

function Buttons({ webhook, act, onLog, onSecret, onDelete }: {
  webhook: Webhook;
  act: Act;
  onLog: () => void;
  onSecret: () => void;
  onDelete: () => void;
}) {
  const params = { path: { webhook_id: webhook.id } };
  const turn = () =>
    act(send(api.PATCH('/api/v1/webhooks/{webhook_id}', { params, body: { active: !webhook.active }, headers: ifMatch(webhook) })));
  return (
    <div class="row">
      <Button size="s" kind="primary" icon="list" onClick={onLog}>
        {t('hooks.log')}
      </Button>
      <Button size="s" icon="send" onClick={() => act(send(api.POST('/api/v1/webhooks/{webhook_id}/test', { params })), t('hooks.tested'))}>
        {t('hooks.test')}
      </Button>
      <Button size="s" onClick={turn}>
        {t(webhook.active ? 'hooks.switch_off' : 'hooks.switch_on')}
      </Button>
      <Button size="s" onClick={onSecret}>
        {t('hooks.new_secret')}
      </Button>
      <Button size="s" kind="quiet" icon="trash" onClick={onDelete}>
        {t('hooks.delete')}
      </Button>
    </div>
  );
}

function State({ webhook }: { webhook: Webhook }) {
  if (webhook.active) return <Chip tone="good">{t('hooks.active')}</Chip>;
  if (webhook.disabled_why === 'by_hand') return <Chip mark="bar">{t('hooks.by_hand')}</Chip>;
  return <Chip tone="bad">{tCode('hooks', webhook.disabled_why ?? 'failing')}</Chip>;
}

export function Webhooks() {
  const [adding, setAdding] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const [log, setLog] = useState<Webhook | null>(null);
  const [leaving, setLeaving] = useState<Webhook | null>(null);
  const { items, problem, reload } = usePages<Webhook>('webhooks', (query) => api.GET('/api/v1/webhooks', { params: { query } }));
  const act: Act = (what, done) =>
    void what.then(
      () => (done && toast(done), reload()),
      (cause: unknown) => toast(sentenceOf(cause)),
    );
  const renew = (webhook: Webhook) =>
    act(
      send<{ secret: string }>(api.POST('/api/v1/webhooks/{webhook_id}/secret', { params: { path: { webhook_id: webhook.id } } })).then(
        (made) => setSecret(made.secret),
      ),
    );
  const remove = (webhook: Webhook) => {
    setLeaving(null);
    act(send(api.DELETE('/api/v1/webhooks/{webhook_id}', { params: { path: { webhook_id: webhook.id } } })));
  };
  return (
    <>
      <Header
        title={t('hooks.title')}
        trailing={
          <Button kind="primary" size="s" icon="plus" onClick={() => setAdding(true)}>
            {t('hooks.add')}
          </Button>
        }
      />
      <div class="page page-wide">
        <p class="lead">{t('hooks.lead')}</p>
        <Trouble problem={problem} onRetry={reload} />
        {!items && !problem && <SkeletonCards count={2} height={120} />}
        {items?.length === 0 && (
          <EmptyState icon="send" title={t('hooks.none')}>
            {t('hooks.none_text')}
          </EmptyState>
        )}
        {items?.map((webhook) => (
          <Card key={webhook.id}>
            <div class="stack stack-8">
              <div class="row row-between">
                <h2 class="hooks-url">{webhook.description || webhook.url}</h2>
                <State webhook={webhook} />
              </div>
              {webhook.description && <p class="hooks-url secondary">{webhook.url}</p>}
              <p class="small">{webhook.events.map((event) => tCode('hooks.event', event)).join(' · ')}</p>
              {webhook.old_secret_until && new Date(webhook.old_secret_until) > new Date() && (
                <p class="small secondary">{t('hooks.both', { when: formatDateTime(webhook.old_secret_until) })}</p>
              )}
              <Buttons
                webhook={webhook}
                act={act}
                onLog={() => setLog(webhook)}
                onSecret={() => renew(webhook)}
                onDelete={() => setLeaving(webhook)}
              />
            </div>
          </Card>
        ))}
      </div>
      {adding && <AddDialog onClose={() => setAdding(false)} onDone={(made) => (setAdding(false), setSecret(made), reload())} />}
      {secret && <SecretDialog secret={secret} onClose={() => setSecret(null)} />}
      {log && <LogDialog webhook={log} onClose={() => (setLog(null), reload())} />}
      {leaving && (
        <Dialog
          open
          onClose={() => setLeaving(null)}
          title={t('hooks.delete_sure')}
          actions={
            <>
              <Button onClick={() => setLeaving(null)}>{t('cancel')}</Button>
              <Button kind="danger" onClick={() => remove(leaving)}>
                {t('hooks.delete')}
              </Button>
            </>
          }
        >
          <p class="hooks-url">{leaving.url}</p>
        </Dialog>
      )}
    </>
  );
}
