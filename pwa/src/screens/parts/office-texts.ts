/** The words of planning, people, checklists and reports; imported by each of those pages. */
import { addTexts } from '../../i18n';
import { office as de } from '../../i18n/de/office';
import { review as reviewDe } from '../../i18n/de/review';
import { office as en } from '../../i18n/en/office';
import { review as reviewEn } from '../../i18n/en/review';

addTexts({ en: { ...en, ...reviewEn }, de: { ...de, ...reviewDe } });
