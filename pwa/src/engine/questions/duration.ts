/** A duration in whole seconds; bands give the points. */

import { isWhole } from '../numbers';
import type { Question } from '../types';
import { highestBand, pointsInBands } from './bands';
import type { QuestionType, Reason } from './base';

const LONGEST = 90 * 24 * 3600;

function check(question: Question, value: unknown): Reason | null {
  if (!isWhole(value)) return 'wrong_type';
  if (value < 0) return 'too_low';
  if (value > LONGEST) return 'too_high';
  const { clock } = question;
  return clock && (value < clock.opens || value > clock.closes) ? 'outside_window' : null;
}

export const duration: QuestionType = { check, points: pointsInBands, maximum: highestBand, answeredByPhoto: false };
