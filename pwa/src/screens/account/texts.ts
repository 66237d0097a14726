/** The words of one's own account, and of the pages a letter leads to. */
import { addTexts } from '../../i18n';
import { account as en } from '../../i18n/en/account';

addTexts('account', en);
