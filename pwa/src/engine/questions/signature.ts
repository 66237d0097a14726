/** A signature drawn on the screen and kept as one photo. Never scored. */

import type { Question } from '../types';
import { UNSCORED, type QuestionType, type Reason } from './base';

function check(_question: Question, value: unknown): Reason | null {
  return value == null ? null : 'wrong_type';
}

export const signature: QuestionType = { ...UNSCORED, check, answeredByPhoto: true };
