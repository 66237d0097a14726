/** Who goes where and when: the list of visits and the form that plans one. */
import '../parts/office-texts';

export { PlanVisit } from './plan-visit';
export { VisitsPlan } from './visits-plan';
