/** The way to the home screen, for those who put it off. */
import { useState } from 'preact/hooks';
import { t } from '../../i18n';
import { Button, Card } from '../../ui';
import { InstallGuide } from '../parts/install-guide';
import { isApplePhone, isInstalled } from '../parts/installed';

export function HomeScreen() {
  const [open, setOpen] = useState(false);
  if (!isApplePhone() || isInstalled()) return null;
  return (
    <Card as="section" aria-labelledby="account-home">
      <div class="stack stack-8">
        <div class="row row-between">
          <h2 id="account-home">{t('install.title')}</h2>
          <Button size="s" expanded={open} onClick={() => setOpen(!open)}>
            {open ? t('close') : t('install.how')}
          </Button>
        </div>
        <p>{t('install.text')}</p>
        {open && <InstallGuide />}
      </div>
    </Card>
  );
}
