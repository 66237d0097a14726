/** Reminders on this device: explained first, off until the person turns them on, and off again with one tap. */
import { useState } from 'preact/hooks';
import { t } from '../../i18n';
import { pushState, turnOff, turnOn, type PushState } from '../../sync/push';
import { me } from '../../sync/session';
import { Button, Card, Chip, toast } from '../../ui';

function Switch({ state, busy, onTurn }: { state: PushState; busy: boolean; onTurn: () => void }) {
  if (state !== 'on' && state !== 'off') return <p>{t(`account.remind_${state}`)}</p>;
  const on = state === 'on';
  return (
    <div class="row">
      {on && <Chip tone="good">{t('account.remind_on')}</Chip>}
      <Button size="s" busy={busy} onClick={onTurn}>
        {t(on ? 'account.remind_turn_off' : 'account.remind_turn_on')}
      </Button>
    </div>
  );
}

export function Reminders() {
  const person = me.value;
  const [state, setState] = useState(person ? pushState(person.id) : 'unsupported');
  const [busy, setBusy] = useState(false);
  if (!person?.permissions.includes('visit.conduct')) return null;
  const turn = async (): Promise<void> => {
    setBusy(true);
    try {
      if (state === 'on') await turnOff(person.id);
      else if (!(await turnOn(person.id))) toast(t('account.remind_failed'), { tone: 'bad' });
    } finally {
      setBusy(false);
      setState(pushState(person.id));
    }
  };
  return (
    <Card as="section" aria-labelledby="account-reminders">
      <div class="stack stack-8">
        <h2 id="account-reminders">{t('account.reminders')}</h2>
        <p>{t('account.remind_text')}</p>
        <p class="secondary">{t('account.remind_private')}</p>
        <Switch state={state} busy={busy} onTurn={() => void turn()} />
      </div>
    </Card>
  );
}
