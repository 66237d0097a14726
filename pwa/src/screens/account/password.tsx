import { useState } from 'preact/hooks';
import { api, send, sentenceOf } from '../../api/client';
import { t } from '../../i18n';
import { Banner, Button, Card, TextField, toast } from '../../ui';
import { NewPassword, SHORTEST } from '../sign-in/password';

export function Password() {
  const [open, setOpen] = useState(false);
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const submit = async (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (next.length < SHORTEST) return;
    setBusy(true);
    try {
      await send(api.POST('/api/v1/me/password', { body: { current_password: current, new_password: next } }));
      toast(t('account.changed'));
      setOpen(false);
      setCurrent('');
      setNext('');
      setProblem(null);
      setTried(false);
    } catch (cause) {
      setProblem(sentenceOf(cause));
    }
    setBusy(false);
  };
  return (
    <Card as="section" aria-labelledby="account-password">
      <div class="stack">
        <div class="row row-between">
          <h2 id="account-password">{t('account.password')}</h2>
          <Button size="s" expanded={open} onClick={() => setOpen(!open)}>
            {open ? t('cancel') : t('account.change')}
          </Button>
        </div>
        {open && (
          <form class="stack account-form" onSubmit={(event) => void submit(event)}>
            {problem && <Banner tone="bad">{problem}</Banner>}
            <TextField
              label={t('account.current')}
              type="password"
              autocomplete="current-password"
              required
              value={current}
              onInput={setCurrent}
            />
            <NewPassword value={next} onInput={setNext} tried={tried} />
            <Button kind="primary" type="submit" busy={busy}>
              {t('account.change')}
            </Button>
          </form>
        )}
      </div>
    </Card>
  );
}
