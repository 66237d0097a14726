/** Centres over time: the sentence that matters, the picture, the figures, the export. */
import { addTexts } from '../../i18n';
import '../parts/figures.css';
import { compare as en } from '../../i18n/en/compare';

addTexts('compare', en);

export { Compare } from './compare';
