/** The pages of one visit. */
import { restoreWatches } from '../../questions';
import { hearTabs } from '../../sync/tabs';
import './begin';
import { reloadOpenVisit } from './open-visit';

void restoreWatches();
hearTabs((news) => news === 'changed' && void reloadOpenVisit());

export { Brief } from './brief';
export { SectionScreen } from './section-screen';
export { SyncChip } from './sync-chip';
