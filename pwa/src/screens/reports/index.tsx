/** Approved visits with their reports: the first page of a centre manager. */
import '../parts/office-texts';

export { Reports } from './reports';
