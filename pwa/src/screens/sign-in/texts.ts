/** The words of signing in. */
import { addTexts } from '../../i18n';
import { signIn as en } from '../../i18n/en/sign-in';

addTexts('sign-in', en);
