/** The words of signing in. */
import { addTexts } from '../../i18n';
import { signIn as en } from '../../i18n/en/sign-in';

addTexts({ en, de: () => import('../../i18n/de/sign-in').then((m) => m.signIn) });
