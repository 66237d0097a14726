/** What a question type is to the engine. One file a type; the registry in index.ts is a plain object. */

import { ZERO, type Fraction } from '../fraction';
import type { Question } from '../types';

export type Reason =
  | 'wrong_type'
  | 'unknown_option'
  | 'repeated_option'
  | 'exclusive_option'
  | 'empty'
  | 'too_low'
  | 'too_high'
  | 'too_many_decimals'
  | 'too_long'
  | 'not_a_time'
  | 'not_a_place'
  | 'not_applicable_not_offered'
  | 'not_observed_not_offered'
  | 'no_contact_not_offered'
  | 'outside_window';

/** `check` gives the reason why a value is no answer, or null; `maximum` is null where nothing is scored. */
export type QuestionType = {
  readonly check: (question: Question, value: unknown) => Reason | null;
  readonly points: (question: Question, value: unknown) => Fraction;
  readonly maximum: (question: Question) => Fraction | null;
  readonly answeredByPhoto: boolean;
};

/** The parts of a type that is never scored. */
export const UNSCORED = { points: () => ZERO, maximum: () => null, answeredByPhoto: false } as const;

export function positive(value: Fraction): Fraction | null {
  return value.num > 0n ? value : null;
}
