/** What a person needs when something does not go through; most days nobody does. */
import { addTexts } from '../../i18n';
import { syncHelp as en } from '../../i18n/en/sync-help';

addTexts('sync-help', en);

export { ElsewhereBanner } from './elsewhere-banner';
export { ParkedItem } from './parked-item';
export { RescueFile } from './rescue-file';
export { SharePhotos } from './share-photos';
