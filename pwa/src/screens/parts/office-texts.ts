/** The words of planning, people, checklists, review and reports; imported by each of those pages. */
import { addTexts } from '../../i18n';
import { office } from '../../i18n/en/office';
import { review } from '../../i18n/en/review';

addTexts('office', office);
addTexts('review', review);
