/** A number with a unit; scored only by declared bands. */

import { hasDecimalsAtMost, isNumber } from '../numbers';
import type { Question } from '../types';
import { highestBand, pointsInBands } from './bands';
import type { QuestionType, Reason } from './base';

const LARGEST_ANSWER = 1_000_000_000;

function check(question: Question, value: unknown): Reason | null {
  if (!isNumber(value)) return 'wrong_type';
  if (value < (question.min ?? -LARGEST_ANSWER)) return 'too_low';
  if (value > (question.max ?? LARGEST_ANSWER)) return 'too_high';
  return hasDecimalsAtMost(value, question.decimals ?? 0) ? null : 'too_many_decimals';
}

export const number: QuestionType = { check, points: pointsInBands, maximum: highestBand, answeredByPhoto: false };
