/** Centres over time: the sentence that matters, the picture, the figures, the export. */
import { addTexts } from '../../i18n';
import '../parts/figures.css';
import '../insights/insights.css';
import { insights } from '../../i18n/en/insights';
import { compare as en } from '../../i18n/en/compare';

addTexts('compare', en);
addTexts('insights', insights);

export { Compare } from './compare';
