/** Figures to take along, as files. */
import { addTexts } from '../../i18n';
import { exports } from '../../i18n/en/exports';

addTexts('exports', exports);

export { Exports } from './exports';
