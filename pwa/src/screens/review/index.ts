/** The review desk: what waits, one visit with its evidence, and the same page read-only as a report. */
import { addTexts } from '../../i18n';
import { review as de } from '../../i18n/de/review';
import { review as en } from '../../i18n/en/review';

addTexts({ en, de });

export { ReportPage, ReviewDesk } from './desk';
export { ReviewList } from './list';
