/** The words of repeated sections and clocks come with the parts that use them. */
import { addTexts } from '../i18n';
import { observing as en } from '../i18n/en/observing';

addTexts('observing', en);
