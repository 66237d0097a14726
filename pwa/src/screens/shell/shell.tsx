/** The frame around every page: rail or bottom bar, the honest line about simulated data, the place where toasts appear. */
import type { ComponentChildren } from 'preact';
import type { Me } from '../../api/types';
import { t } from '../../i18n';
import { pageTitle, Toasts } from '../../ui';
import { BottomBar, Rail } from './nav';
import '../parts/parts.css';
import './shell.css';

type ShellProps = { me: Me | null; simulated: boolean; bar: boolean; children: ComponentChildren };

export function Shell({ me, simulated, bar, children }: ShellProps) {
  return (
    <div class={me ? 'shell' : 'shell shell-bare'}>
      <a class="skip" href="#page">
        {t('app.skip')}
      </a>
      {me && <Rail me={me} />}
      <div class="shell-column">
        {simulated && (
          <aside class="simulated" aria-label={t('app.simulated_long')}>
            {t('app.simulated')}
          </aside>
        )}
        <main id="page" tabIndex={-1}>
          {children}
        </main>
        {me && bar && <BottomBar me={me} />}
      </div>
      <p class="hidden-visually" aria-live="polite">
        {pageTitle.value}
      </p>
      <Toasts />
    </div>
  );
}
