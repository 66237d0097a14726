/** The words of everything that can be read without a network. */
import { addTexts } from '../../i18n';
import { seen } from '../../i18n/en/seen';

addTexts('seen', seen);
