/** Loading any part that shows photos large brings the words of all of them. */
import { addTexts } from '../../i18n';
import { photos as en } from '../../i18n/en/photos';

addTexts('photos', en);
