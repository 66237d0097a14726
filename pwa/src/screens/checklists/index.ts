/** The checklists: what is published, each version as it is, and publishing a new one. */
import '../parts/office-texts';
import { addTexts } from '../../i18n';

addTexts('mend', {});

export { ChecklistPage } from './checklist-page';
export { Checklists } from './checklists';
