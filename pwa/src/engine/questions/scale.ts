/** A scale of whole steps; the points are the steps above its lowest one. */

import { whole, type Fraction } from '../fraction';
import { isWhole } from '../numbers';
import type { Question, Scale } from '../types';
import type { QuestionType, Reason } from './base';

const NO_SCALE: Scale = { min: 0, max: 0, labels: {} };

function check(question: Question, value: unknown): Reason | null {
  const { min, max } = question.scale ?? NO_SCALE;
  if (!isWhole(value)) return 'wrong_type';
  if (value < min) return 'too_low';
  return value > max ? 'too_high' : null;
}

function points(question: Question, value: unknown): Fraction {
  return whole((value as number) - (question.scale ?? NO_SCALE).min);
}

function maximum(question: Question): Fraction | null {
  const { min, max } = question.scale ?? NO_SCALE;
  return whole(max - min);
}

export const scale: QuestionType = { check, points, maximum, answeredByPhoto: false };
