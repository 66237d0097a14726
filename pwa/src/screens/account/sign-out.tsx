import { useState } from 'preact/hooks';
import { forgetAccount } from '../../api/keep';
import { t } from '../../i18n';
import { navigate } from '../../router';
import { me, signOut } from '../../sync/session';
import { status } from '../../sync/status';
import { Button, Dialog } from '../../ui';

async function leave(): Promise<void> {
  const account = me.value?.id;
  await signOut();
  if (account) await forgetAccount(account);
  navigate('/sign-in', { replace: true });
}

export function SignOut() {
  const [asking, setAsking] = useState(false);
  const waiting = status.value.waiting;
  return (
    <div>
      <Button icon="out" onClick={() => setAsking(true)}>
        {t('account.sign_out')}
      </Button>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('account.sign_out')}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>{t('cancel')}</Button>
            <Button kind="primary" onClick={() => void leave()}>
              {t('account.sign_out')}
            </Button>
          </>
        }
      >
        <p>{waiting > 0 ? t('account.sign_out_unsent', { n: waiting }) : t('account.sign_out_text')}</p>
      </Dialog>
    </div>
  );
}
