/** Options shared by yes/no, single and multiple choice. Not a question type. */

import { exact, highest, ZERO, type Fraction } from '../fraction';
import type { Option, Question } from '../types';
import { positive, type Reason } from './base';

export function optionOf(question: Question, value: unknown): Option | undefined {
  return question.options?.find((option) => option.id === value);
}

export function checkOne(question: Question, value: unknown): Reason | null {
  if (typeof value !== 'string') return 'wrong_type';
  return optionOf(question, value) ? null : 'unknown_option';
}

export function pointsOfOne(question: Question, value: unknown): Fraction {
  const option = optionOf(question, value);
  return option ? exact(option.points) : ZERO;
}

export function highestOption(question: Question): Fraction | null {
  return positive(highest((question.options ?? []).map((option) => exact(option.points))));
}
