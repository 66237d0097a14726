/** The review desk: what waits, one visit with its evidence, and the same page read-only as a report. */
import '../parts/office-texts';

export { PlannedVisit, ReportPage, ReviewDesk } from './desk';
export { ReviewList } from './list';
