/** The words of waiting come with the parts that use them. */
import { addTexts } from '../../i18n';
import { waiting as en } from '../../i18n/en/waiting';

addTexts('waiting', en);
