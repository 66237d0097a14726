/** Centres over time: the sentence that matters, the picture, the figures, the export. */
import { addTexts } from '../../i18n';
import { compare as de } from '../../i18n/de/compare';
import { compare as en } from '../../i18n/en/compare';

addTexts({ en, de });

export { Compare } from './compare';
