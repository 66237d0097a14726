/** A moment, as the phone's clock had it (RFC 3339). Never scored. */

import type { Question } from '../types';
import { UNSCORED, type QuestionType, type Reason } from './base';

const MOMENT = new RegExp(
  '^(19|20)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])' +
    'T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,9})?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$',
);

function isADay(text: string): boolean {
  return new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
}

function check(_question: Question, value: unknown): Reason | null {
  if (typeof value !== 'string') return 'wrong_type';
  return MOMENT.test(value) && isADay(value.slice(0, 10)) ? null : 'not_a_time';
}

export const timestamp: QuestionType = { ...UNSCORED, check };
