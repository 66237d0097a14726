/** Pages of figures: one file that is fetched when the first of them is opened, and its words. */
import { addTexts } from '../../i18n';
import { actions } from '../../i18n/en/actions';
import { insights } from '../../i18n/en/insights';
import { Header } from '../../ui';
import { t } from '../../i18n';
import '../parts/seen-texts';
import { AuditorsPage } from './auditors';
import { CentrePage } from './centre';
import { LeaguePage } from './league';
import { OverviewPage } from './overview';
import { QuestionPage } from './question';
import { SidePage } from './side';
import { WavePage, WavesPage } from './waves';
import '../parts/figures.css';
import './insights.css';

addTexts('insights', insights);
addTexts('actions', actions);

/** `/insights/<what>/<id>`; without either the chain. */
export function Insights({ what, id }: { what?: string; id?: string }) {
  if (what === undefined) return <OverviewPage />;
  if (what === 'areas' && id) return <OverviewPage id={id} />;
  if (what === 'centres' && id) return <CentrePage id={id} />;
  if (what === 'waves') return id ? <WavePage code={id} /> : <WavesPage />;
  if (what === 'compare') return <SidePage />;
  if (what === 'question') return <QuestionPage />;
  if (what === 'league') return <LeaguePage />;
  if (what === 'auditors') return <AuditorsPage />;
  return <Header title={t('missing.title')} back="/insights" />;
}
