import type { ComponentChildren } from 'preact';
import { t, type TextKey } from '../../i18n';
import { route } from '../../router';
import { Header } from '../../ui';
import { Files } from './files';
import { MapsPage } from './maps';
import { Waves } from './waves';
import '../insights/insights.css';
import './engagement.css';

const TABS: readonly { path: string; label: TextKey }[] = [
  { path: '/engagement', label: 'engagement.tab_files' },
  { path: '/engagement/waves', label: 'engagement.tab_waves' },
  { path: '/engagement/maps', label: 'engagement.tab_maps' },
];

function body(what: string | undefined): ComponentChildren {
  if (what === 'waves') return <Waves />;
  return what === 'maps' ? <MapsPage /> : <Files />;
}

export function Engagement({ what }: { what?: string }) {
  const { path: now } = route.value;
  return (
    <>
      <Header title={t('engagement.title')} />
      <div class="page page-wide insights engagement">
        <nav class="tabs" aria-label={t('engagement.tabs')}>
          {TABS.map(({ path, label }) => (
            <a key={path} class="tab" href={path} aria-current={now === path ? 'page' : undefined}>
              {t(label)}
            </a>
          ))}
        </nav>
        {body(what)}
      </div>
    </>
  );
}
