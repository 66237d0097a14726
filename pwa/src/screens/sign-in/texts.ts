/** The words of all pages before there is an account. */
import { addTexts } from '../../i18n';
import { account as en } from '../../i18n/en/account';

addTexts({ en, de: () => import('../../i18n/de/account').then((m) => m.account) });
