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
export { clocks, elapsed, type ClockState, type RunningClock } from './clocks';
export { holds, ruleHolds } from './conditions';
export { entriesOf, entryOf, keyOf, newEntry, questionOf, repeatedIds } from './entries';
export { hasEnded, reminderOf, RETURN_LEAD_MS, runs } from './reminders';
export { QUESTION_TYPES } from './questions';
export { isExpired } from './expired';
export type { Reason } from './questions/base';
export { RULE_VERSION, scoreVisit } from './scoring';
export { formatTenths, localise, unitFor } from './text';
export type * from './types';
