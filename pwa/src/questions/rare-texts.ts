/** The words of the rarer question types come with them. */
import { addTexts } from '../i18n';
import { rare as en } from '../i18n/en/rare';

addTexts('rare', en);
