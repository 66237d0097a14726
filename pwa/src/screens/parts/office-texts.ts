/** The words of planning, people, checklists, review and reports; imported by each of those pages. */
import { addTexts } from '../../i18n';
import { office } from '../../i18n/en/office';
import { review } from '../../i18n/en/review';

addTexts({ en: office, de: () => import('../../i18n/de/office').then((m) => m.office) });
addTexts({ en: review, de: () => import('../../i18n/de/review').then((m) => m.review) });
