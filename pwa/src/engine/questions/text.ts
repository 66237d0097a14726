/** Free text. Never scored. */

import type { Question } from '../types';
import { UNSCORED, type QuestionType, type Reason } from './base';

/** White space is spelt out, because the languages of the two engines disagree on what it is. */
export function isBlank(text: string): boolean {
  return !/[^ \t\r\n]/.test(text);
}

function check(question: Question, value: unknown): Reason | null {
  if (typeof value !== 'string') return 'wrong_type';
  if (isBlank(value)) return 'empty';
  return [...value].length > (question.max_length ?? 0) ? 'too_long' : null;
}

export const text: QuestionType = { ...UNSCORED, check };
