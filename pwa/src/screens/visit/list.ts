/** The list alone, which is all that a phone needs at first. What it leads to is fetched once it stands. */
import './begin';

export { VisitList } from './visit-list';
