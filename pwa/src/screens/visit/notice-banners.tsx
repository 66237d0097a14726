/** The banners above the list of visits: a new version of the app, and its place on the home screen. */
import { signal, type Signal } from '@preact/signals';
import { useState } from 'preact/hooks';
import { addTexts, t } from '../../i18n';
import { notices as en } from '../../i18n/en/notices';
import { applyUpdate } from '../../sync';
import { Banner, Button } from '../../ui';
import '../parts/comfort-texts';
import { InstallGuide } from '../parts/install-guide';
import type { InstallPrompt } from './notices';

addTexts('notices', en);

const updating = signal(false);

export function Update() {
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

/** Left without a visit on the page that asked. */
export function Shared({ n }: { n: number }) {
  return (
    <Banner
      title={t('shared.title')}
      actions={
        <Button size="s" kind="primary" href="/visits/shared">
          {t('shared.look')}
        </Button>
      }
    >
      {t('shared.wait', { n })}
    </Banner>
  );
}

export function Install({ offer, onLater }: { offer: Signal<InstallPrompt | null>; onLater: () => void }) {
  const [open, setOpen] = useState(false);
  const actions = (
    <>
      {!offer.value && !open && (
        <Button size="s" kind="primary" onClick={() => setOpen(true)}>
          {t('install.how')}
        </Button>
      )}
      {offer.value && (
        <Button size="s" kind="primary" onClick={() => void offer.value?.prompt()}>
          {t('visits.install_now')}
        </Button>
      )}
      <Button size="s" onClick={onLater}>
        {t('visits.install_later')}
      </Button>
    </>
  );
  return (
    <Banner title={t('visits.install')} actions={actions}>
      {t('visits.install_text')}
      {!offer.value && open && <InstallGuide />}
    </Banner>
  );
}
