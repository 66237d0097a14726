/** Staff surveys as the programme office looks after them: files, waves, maps. */
import { addTexts } from '../../i18n';
import { engagement } from '../../i18n/en/engagement';

addTexts('engagement', engagement);

export { Engagement } from './engagement';
