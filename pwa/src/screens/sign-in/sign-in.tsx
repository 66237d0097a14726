import { useEffect, useState } from 'preact/hooks';
import { ApiProblem, sentenceOf } from '../../api/problem';
import { t } from '../../i18n';
import { me, session, signIn } from '../../sync/session';
import { Banner, Button, Checkbox, TextField } from '../../ui';
import { Gate } from './gate';

function whyNot(cause: unknown): string {
  const refused = cause instanceof ApiProblem && (cause.status === 401 || cause.status === 422);
  return refused ? t('sign_in.wrong') : sentenceOf(cause);
}

/** Who has to sign in may be somebody else: nothing that was read here before stays, as on a device whose session was ended from afar. */
function useForgetting(): void {
  useEffect(() => {
    if (session.peek() !== 'in') indexedDB.deleteDatabase('insideout-seen');
  }, []);
}

/** Also shown in place of a page when the session has ended, so that nobody loses where they were. */
export function SignIn() {
  useForgetting();
  const expired = session.value === 'expired';
  const [email, setEmail] = useState(me.value?.email ?? '');
  const [password, setPassword] = useState('');
  const [shown, setShown] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const submit = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    await signIn(email.trim(), password).catch((cause: unknown) => setProblem(whyNot(cause)));
    setBusy(false);
  };
  return (
    <Gate title={expired ? t('sign_in.again') : t('sign_in.title')} text={expired ? t('sign_in.again_text') : undefined}>
      <form class="stack" onSubmit={(event) => void submit(event)}>
        {problem && <Banner tone="bad">{problem}</Banner>}
        <TextField label={t('sign_in.email')} type="email" autocomplete="username" required value={email} onInput={setEmail} />
        <div>
          <TextField
            label={t('sign_in.password')}
            type={shown ? 'text' : 'password'}
            autocomplete="current-password"
            required
            value={password}
            onInput={setPassword}
          />
          <Checkbox checked={shown} onChange={setShown}>
            {t('sign_in.show')}
          </Checkbox>
        </div>
        <Button kind="primary" type="submit" block busy={busy}>
          {t('sign_in.button')}
        </Button>
        <p class="gate-foot">
          <a href="/reset">{t('sign_in.forgot')}</a>
        </p>
      </form>
    </Gate>
  );
}
