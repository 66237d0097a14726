/** Any number of options. The reachable maximum is the declared cap, or what the options can give together. */

import { exact, higher, highest, lower, total, ZERO, type Fraction } from '../fraction';
import type { Option, Question } from '../types';
import { positive, type QuestionType, type Reason } from './base';
import { optionOf } from './options';

function chosenOf(question: Question, value: readonly unknown[]): (Option | undefined)[] {
  return value.map((one) => optionOf(question, one));
}

function check(question: Question, value: unknown): Reason | null {
  if (!Array.isArray(value) || !value.every((one) => typeof one === 'string')) return 'wrong_type';
  const chosen = chosenOf(question, value);
  if (chosen.includes(undefined)) return 'unknown_option';
  if (new Set(value).size < value.length) return 'repeated_option';
  if (value.length > 1 && chosen.some((option) => option?.exclusive)) return 'exclusive_option';
  return value.length > 0 ? null : 'empty';
}

function points(question: Question, value: unknown): Fraction {
  const chosen = chosenOf(question, value as readonly unknown[]);
  const sum = total(chosen.map((option) => exact(option?.points ?? 0)));
  return question.cap == null ? sum : lower(sum, exact(question.cap));
}

/** The positive options together, or one exclusive option alone. */
function highestSum(options: readonly Option[]): Fraction {
  const gains = (exclusive: boolean): Fraction[] =>
    options.filter((option) => (option.exclusive ?? false) === exclusive).map((option) => higher(exact(option.points), ZERO));
  return higher(highest(gains(true)), total(gains(false)));
}

function maximum(question: Question): Fraction | null {
  const sum = positive(highestSum(question.options ?? []));
  return sum === null || question.cap == null ? sum : exact(question.cap);
}

export const multipleChoice: QuestionType = { check, points, maximum, answeredByPhoto: false };
