/** Centres over time: the sentence that matters, the picture, the figures, the export. */
import { addTexts } from '../../i18n';
import { compare as en } from '../../i18n/en/compare';

addTexts({ en, de: () => import('../../i18n/de/compare').then((m) => m.compare) });

export { Compare } from './compare';
