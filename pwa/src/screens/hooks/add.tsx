/** A new webhook, and the one moment its secret is shown. */
import { useState } from 'preact/hooks';
import { api, send, sentenceOf } from '../../api/client';
import { t } from '../../i18n';
import { newId } from '../../store/ids';
import { Banner, Button, Checkbox, Dialog, TextField, toast } from '../../ui';
import { EVENTS, type Event } from './types';

export function SecretDialog({ secret, onClose }: { secret: string; onClose: () => void }) {
  const copy = () => navigator.clipboard.writeText(secret).then(() => toast(t('hooks.copied')), () => undefined);
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('hooks.secret')}
      actions={
        <>
          <Button icon="copy" onClick={() => void copy()}>
            {t('hooks.copy')}
          </Button>
          <Button kind="primary" onClick={onClose}>
            {t('hooks.close')}
          </Button>
        </>
      }
    >
      <div class="stack">
        <Banner tone="warn">{t('hooks.secret_once')}</Banner>
        <code class="hooks-secret">{secret}</code>
      </div>
    </Dialog>
  );
}

export function AddDialog({ onClose, onDone }: { onClose: () => void; onDone: (secret: string | null) => void }) {
  const [id] = useState(newId);
  const [url, setUrl] = useState('');
  const [description, setDescription] = useState('');
  const [events, setEvents] = useState<Event[]>(['visit.approved']);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const save = async () => {
    setBusy(true);
    setProblem(null);
    try {
      const body = { url: url.trim(), description: description.trim(), events };
      const made = await send<{ secret: string | null }>(
        api.PUT('/api/v1/webhooks/{webhook_id}', { params: { path: { webhook_id: id } }, body }),
      );
      onDone(made.secret);
    } catch (cause) {
      setProblem(sentenceOf(cause));
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('hooks.add')}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button kind="primary" disabled={!url.trim() || events.length === 0} busy={busy} onClick={() => void save()}>
            {t('hooks.save')}
          </Button>
        </>
      }
    >
      <div class="stack">
        {problem && <Banner tone="bad">{problem}</Banner>}
        <TextField label={t('hooks.url')} hint={t('hooks.url_hint')} value={url} placeholder="https://" onInput={setUrl} />
        <TextField label={t('hooks.description')} value={description} maxLength={200} onInput={setDescription} />
        <fieldset class="stack stack-8">
          <legend class="field-label">{t('hooks.events')}</legend>
          {EVENTS.map((event) => (
            <Checkbox
              key={event}
              checked={events.includes(event)}
              onChange={(on) => setEvents(on ? [...events, event] : events.filter((one) => one !== event))}
            >
              {t(`hooks.event.${event}`)}
            </Checkbox>
          ))}
        </fieldset>
      </div>
    </Dialog>
  );
}
