/** The forgotten password: without a token the mail is asked for, with one the new password is set. */
import { useState } from 'preact/hooks';
import { api, asProblem, send, sentenceOf, type ApiProblem } from '../../api/client';
import { t } from '../../i18n';
import { Banner, Button, TextField } from '../../ui';
import { Gate } from './gate';
import { NewPassword, SHORTEST } from './password';
import { useToken } from './token';

function Ask() {
  const [email, setEmail] = useState('');
  const [state, setState] = useState<'form' | 'busy' | 'asked'>('form');
  const [problem, setProblem] = useState<string | null>(null);
  const submit = async (event: Event) => {
    event.preventDefault();
    setState('busy');
    try {
      await send(api.POST('/api/v1/password-resets', { body: { email: email.trim() } }));
      setState('asked');
    } catch (cause) {
      setProblem(sentenceOf(cause));
      setState('form');
    }
  };
  if (state === 'asked')
    return (
      <Gate title={t('reset.asked_title')} text={t('reset.asked_text', { email: email.trim() })}>
        <Button href="/sign-in" block>
          {t('reset.to_sign_in')}
        </Button>
      </Gate>
    );
  return (
    <Gate title={t('reset.ask_title')} text={t('reset.ask_text')}>
      <form class="stack" onSubmit={(event) => void submit(event)}>
        {problem && <Banner tone="bad">{problem}</Banner>}
        <TextField label={t('sign_in.email')} type="email" autocomplete="username" required value={email} onInput={setEmail} />
        <Button kind="primary" type="submit" block busy={state === 'busy'}>
          {t('reset.ask_button')}
        </Button>
        <p class="gate-foot">
          <a href="/sign-in">{t('reset.to_sign_in')}</a>
        </p>
      </form>
    </Gate>
  );
}

/** A new invitation comes from the office; only a reset can be asked for here. */
export function DeadLink({ text, ask }: { text: string; ask?: boolean }) {
  return (
    <Gate title={t('reset.dead_title')} text={text}>
      {ask && (
        <Button kind="primary" href="/reset" block>
          {t('reset.dead_button')}
        </Button>
      )}
      <Button href="/sign-in" block>
        {t('reset.to_sign_in')}
      </Button>
    </Gate>
  );
}

export function Done() {
  return (
    <Gate title={t('reset.done')}>
      <Button kind="primary" href="/sign-in" block>
        {t('reset.to_sign_in')}
      </Button>
    </Gate>
  );
}

/** The token itself was refused, which another password would not change. */
export function isDead(problem: ApiProblem): boolean {
  return [400, 404, 410].includes(problem.status) || problem.code.includes('token') || problem.code.includes('link');
}

function Redeem({ token }: { token: string }) {
  const [password, setPassword] = useState('');
  const [state, setState] = useState<'form' | 'busy' | 'done' | 'dead'>('form');
  const [tried, setTried] = useState(false);
  const [problem, setProblem] = useState<string | undefined>();
  const submit = async (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (password.length < SHORTEST) return;
    setState('busy');
    try {
      await send(api.POST('/api/v1/password-resets/redeem', { body: { token, password } }));
      setState('done');
    } catch (cause) {
      setProblem(sentenceOf(cause));
      setState(isDead(asProblem(cause)) ? 'dead' : 'form');
    }
  };
  if (state === 'done') return <Done />;
  if (state === 'dead') return <DeadLink text={t('reset.dead_text')} ask />;
  return (
    <Gate title={t('reset.title')}>
      <form class="stack" onSubmit={(event) => void submit(event)}>
        <NewPassword value={password} onInput={setPassword} error={problem} tried={tried} />
        <Button kind="primary" type="submit" block busy={state === 'busy'}>
          {t('reset.button')}
        </Button>
      </form>
    </Gate>
  );
}

export function Reset() {
  const token = useToken();
  return token ? <Redeem token={token} /> : <Ask />;
}
