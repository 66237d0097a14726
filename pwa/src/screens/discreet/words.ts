/** The words come with whatever part is drawn first: the notes page, or a card of the checklist that offers something noted. */
import { addTexts } from '../../i18n';
import { discreet as en } from '../../i18n/en/discreet';

addTexts('discreet', en);
