/** The checklist studio. Loading it brings its words, and those of the questions as an auditor reads them. */
import '../parts/office-texts';
import { addTexts } from '../../i18n';
import { studio } from '../../i18n/en/studio';
import { visit } from '../../i18n/en/visit';
import '../checklists/checklists.css';
import '../visit/visit.css';
import './studio.css';

addTexts('visit', visit);
addTexts('mend', {});
addTexts('studio', studio);

export { StudioPage } from './studio';
