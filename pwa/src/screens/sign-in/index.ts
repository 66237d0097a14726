/** The pages before there is an account: signing in, the invitation, the forgotten password. */
import { addTexts } from '../../i18n';
import { account as en } from '../../i18n/en/account';

addTexts({ en, de: () => import('../../i18n/de/account').then((m) => m.account) });

export { Reset } from './reset';
export { SignIn } from './sign-in';
export { Welcome } from './welcome';
