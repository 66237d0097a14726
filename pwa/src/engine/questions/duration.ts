/** A duration in whole seconds; bands give the points. */

import { isWhole } from '../numbers';
import type { Question } from '../types';
import { highestBand, pointsInBands } from './bands';
import type { QuestionType, Reason } from './base';

const LONGEST = 90 * 24 * 3600;

function check(_question: Question, value: unknown): Reason | null {
  if (!isWhole(value)) return 'wrong_type';
  if (value < 0) return 'too_low';
  return value > LONGEST ? 'too_high' : null;
}

export const duration: QuestionType = { check, points: pointsInBands, maximum: highestBand, answeredByPhoto: false };
