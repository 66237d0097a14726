/** One or more photos. Answered as soon as a photo of the question exists; never scored. */

import type { Question } from '../types';
import { UNSCORED, type QuestionType, type Reason } from './base';

function check(_question: Question, value: unknown): Reason | null {
  return value == null ? null : 'wrong_type';
}

export const photo: QuestionType = { ...UNSCORED, check, answeredByPhoto: true };
