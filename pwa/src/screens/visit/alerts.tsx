/** What must not be overlooked on any screen: the phone stopped keeping, has no room for photos, or the session has ended. */
import { t } from '../../i18n';
import { photosFull } from '../../store/space';
import { sending, sendNow, status } from '../../sync';
import { Banner, Button, later } from '../../ui';

function Full() {
  return (
    <Banner
      tone="bad"
      title={t('sync.full_title')}
      actions={
        <>
          <Button size="s" kind="primary" busy={sending.value} onClick={() => void sendNow()}>
            {t('sending.now')}
          </Button>
          <SharePhotos />
        </>
      }
    >
      {t('sync.full_text')}
    </Banner>
  );
}

const SharePhotos = later(() => import('./sync-help').then((m) => m.SharePhotos));

export function Alerts() {
  return (
    <>
      <Trouble />
      {photosFull.value && <Full />}
    </>
  );
}

function Trouble() {
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
