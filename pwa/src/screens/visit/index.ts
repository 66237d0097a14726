/** The auditor's screens. Loading them brings their words and their look, and finds the way back from a camera that closed the app. */
import { addTexts } from '../../i18n';
import { visit as en } from '../../i18n/en/visit';
import { restoreWatches } from '../../questions';
import { hearTabs } from '../../sync/tabs';
import { returnToQuestion } from './camera';
import { reloadOpenVisit } from './open-visit';
import './visit.css';

addTexts('visit', en);
void restoreWatches();
void returnToQuestion();
hearTabs((news) => news === 'changed' && void reloadOpenVisit());

export { Brief } from './brief';
export { SectionScreen } from './section-screen';
export { SyncChip } from './sync-chip';
export { VisitList } from './visit-list';
