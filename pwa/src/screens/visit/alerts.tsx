/** The two things that must not be overlooked on any screen: the phone stopped keeping, or the session has ended. */
import { t } from '../../i18n';
import { status } from '../../sync';
import { Banner, Button } from '../../ui';

export function Alerts() {
  const { kind, waiting } = status.value;
  if (kind === 'dead_store')
    return (
      <Banner tone="bad" title={t('sync.dead_title')}>
        {t('sync.dead_text')}
      </Banner>
    );
  if (kind === 'sign_in')
    return (
      <Banner
        tone="warn"
        title={t('sync.signin_title')}
        actions={
          <Button size="s" href="/sign-in">
            {t('sync.sign_in')}
          </Button>
        }
      >
        {t('sync.signin_text', { n: waiting })}
      </Banner>
    );
  return null;
}
