/** Inside-outside: whether what staff feel goes with what customers meet. One file, fetched when the first page is opened. */
import { useEffect } from 'preact/hooks';
import { addTexts, t } from '../../i18n';
import { inside } from '../../i18n/en/inside';
import { insights } from '../../i18n/en/insights';
import { method } from '../../i18n/en/method';
import { navigate } from '../../router';
import { Header } from '../../ui';
import '../parts/seen-texts';
import '../parts/figures.css';
import '../insights/insights.css';
import { maySee } from './frame';
import { LinkPage } from './link';
import { MapPage } from './map';
import { MethodPage } from './method';
import { PlanningPage } from './planning';
import { WatchPage } from './watch';
import './inside.css';

addTexts('insights', insights);
addTexts('inside', inside);
addTexts('method', method);

/** Whoever may not read the link sees the map of their own. */
function ToMap() {
  useEffect(() => navigate('/inside/map', { replace: true }), []);
  return <Header title={t('inside.map')} />;
}

/** `/inside/<what>`; without it the link. */
export function Inside({ what }: { what?: string }) {
  if (what === 'map') return <MapPage />;
  if (what === 'method') return <MethodPage />;
  if (!maySee('link.read')) return <ToMap />;
  if (what === undefined) return <LinkPage />;
  if (what === 'watch') return <WatchPage />;
  if (what === 'planning') return <PlanningPage />;
  return <Header title={t('missing.title')} back="/inside" />;
}
