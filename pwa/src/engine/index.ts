/** What the rest of the app may use of the engine. The engine imports nothing from outside. */

export {
  checkAnswer,
  openItems,
  photosWanted,
  valueOf,
  walk,
  wantsComment,
  type Item,
} from './answers';
export { holds, ruleHolds } from './conditions';
export { QUESTION_TYPES } from './questions';
export type { Reason } from './questions/base';
export { RULE_VERSION, scoreVisit } from './scoring';
export { formatTenths, localise, unitFor } from './text';
export type * from './types';
