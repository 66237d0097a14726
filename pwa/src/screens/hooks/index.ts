/** Other programs that are told, and the log of what they were told. */
import { addTexts } from '../../i18n';
import { hooks } from '../../i18n/en/hooks';

addTexts('hooks', hooks);

export { Webhooks } from './webhooks';
