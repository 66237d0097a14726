/** The invitation: a name, a password, and in. */
import { useState } from 'preact/hooks';
import { api, asProblem, send, sentenceOf } from '../../api/client';
import { t } from '../../i18n';
import { Button, TextField } from '../../ui';
import { Gate } from './gate';
import { NewPassword, SHORTEST } from './password';
import { DeadLink, Done, isDead } from './reset';
import { useToken } from './token';

export function Welcome() {
  const token = useToken();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const [state, setState] = useState<'form' | 'busy' | 'done' | 'dead'>(token ? 'form' : 'dead');
  const [problem, setProblem] = useState<string | undefined>();
  const submit = async (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (password.length < SHORTEST) return;
    setState('busy');
    const body = { token, password, ...(name.trim() ? { name: name.trim() } : {}) };
    try {
      await send(api.POST('/api/v1/invitations/redeem', { body }));
      setState('done');
    } catch (cause) {
      setProblem(sentenceOf(cause));
      setState(isDead(asProblem(cause)) ? 'dead' : 'form');
    }
  };
  if (state === 'done') return <Done />;
  if (state === 'dead') return <DeadLink text={t('welcome.dead_text')} />;
  return (
    <Gate title={t('welcome.title')} text={t('welcome.text')}>
      <form class="stack" onSubmit={(event) => void submit(event)}>
        <TextField label={t('welcome.name')} hint={t('welcome.name_hint')} autocomplete="name" value={name} onInput={setName} />
        <NewPassword value={password} onInput={setPassword} error={problem} tried={tried} />
        <Button kind="primary" type="submit" block busy={state === 'busy'}>
          {t('welcome.button')}
        </Button>
      </form>
    </Gate>
  );
}
