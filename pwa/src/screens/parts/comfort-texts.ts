/** The words of what is off until somebody wants it come with the parts that use them. */
import { addTexts } from '../../i18n';
import { comfort as en } from '../../i18n/en/comfort';

addTexts('comfort', en);
