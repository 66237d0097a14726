/** The question whether positions may be kept, with what it is good for; later one line to change one's mind. */
import { useEffect, useState } from 'preact/hooks';
import { t } from '../../i18n';
import { Button, Card, Icon } from '../../ui';
import { consent, findPosition, giveConsent, readConsent, type Consent } from './photo-position';
import './photo-more.css';
import './photo-words';

function Ask({ account, onDone }: { account: string; onDone: () => void }) {
  const [state, setState] = useState<'idle' | 'asking' | 'failed'>('idle');
  const give = (given: Consent): void => void giveConsent(account, given).then(onDone);
  const allow = (): void => {
    setState('asking');
    // The phone asks by itself now; what it does not allow cannot be allowed here.
    findPosition().then(() => give('allowed'), (error: GeolocationPositionError) => (error.code === 1 ? setState('failed') : give('allowed')));
  };
  return (
    <Card as="section" class="position-ask">
      <h2 class="group-title">{t('position.title')}</h2>
      <p class="secondary">{t('position.text')}</p>
      {state === 'failed' && (
        <p class="field-error" role="alert">
          {t('position.blocked')}
        </p>
      )}
      <div class="pair">
        <Button size="s" busy={state === 'asking'} onClick={allow}>
          {t('position.allow')}
        </Button>
        <Button size="s" onClick={() => give('refused')}>
          {t('position.refuse')}
        </Button>
      </div>
    </Card>
  );
}

export function PositionAsk({ account }: { account: string }) {
  const [again, setAgain] = useState(false);
  useEffect(() => void readConsent(account), [account]);
  const given = consent.value;
  if (given === undefined) return null;
  if (given === null || again) return <Ask account={account} onDone={() => setAgain(false)} />;
  return (
    <p class="position-line">
      <Icon name="pin" size={18} />
      <span>{t(given === 'allowed' ? 'position.allowed' : 'position.refused')}</span>
      <Button kind="quiet" size="s" onClick={() => setAgain(true)}>
        {t('position.change')}
      </Button>
    </p>
  );
}
