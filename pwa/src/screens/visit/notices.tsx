/** Offers that may only interrupt here, on the list: a new version of the app, and its place on the home screen. */
import { signal } from '@preact/signals';
import { t } from '../../i18n';
import { applyUpdate, updateReady } from '../../sync';
import { Banner, Button } from '../../ui';

interface InstallPrompt extends Event {
  prompt(): Promise<unknown>;
}

const LATER = 'install-later';
const offer = signal<InstallPrompt | null>(null);
const updating = signal(false);
const later = signal(localStorage.getItem(LATER) !== null);

addEventListener('beforeinstallprompt', (event) => {
  event.preventDefault();
  offer.value = event as InstallPrompt;
});
addEventListener('appinstalled', () => (offer.value = null));

function isInstalled(): boolean {
  return matchMedia('(display-mode: standalone)').matches;
}

/** Safari on a phone offers no button of its own to press. */
function isApplePhone(): boolean {
  return 'standalone' in navigator;
}

function putOff(): void {
  localStorage.setItem(LATER, '1');
  later.value = true;
}

function Update() {
  const start = (): void => {
    updating.value = true;
    applyUpdate();
  };
  return (
    <Banner
      title={t('visits.update')}
      actions={
        <Button size="s" kind="primary" busy={updating.value} onClick={start}>
          {t(updating.value ? 'visits.updating' : 'visits.update_now')}
        </Button>
      }
    >
      {t('visits.update_text')}
    </Banner>
  );
}

function Install() {
  const actions = (
    <>
      {offer.value && (
        <Button size="s" kind="primary" onClick={() => void offer.value?.prompt()}>
          {t('visits.install_now')}
        </Button>
      )}
      <Button size="s" onClick={putOff}>
        {t('visits.install_later')}
      </Button>
    </>
  );
  return (
    <Banner title={t('visits.install')} actions={actions}>
      {t('visits.install_text')} {!offer.value && t('visits.install_ios')}
    </Banner>
  );
}

export function Notices() {
  if (updateReady.value) return <Update />;
  const installable = offer.value !== null || isApplePhone();
  return installable && !later.value && !isInstalled() ? <Install /> : null;
}
