/** A position, which may be refused; the refusal is recorded. After thirty days its figures are gone. Never scored. */

import { isExpired } from '../expired';
import { isNumber } from '../numbers';
import type { Question } from '../types';
import { UNSCORED, type QuestionType, type Reason } from './base';

function within(value: unknown, limit: number): boolean {
  return isNumber(value) && value >= -limit && value <= limit;
}

function check(_question: Question, value: unknown): Reason | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'wrong_type';
  if (isExpired(value)) return null;
  const place = value as Record<string, unknown>;
  if (place['refused'] === true) return typeof (place['reason'] ?? '') === 'string' ? null : 'not_a_place';
  const accuracy = place['accuracy_m'];
  const fits = within(place['lat'], 90) && within(place['lon'], 180) && isNumber(accuracy) && accuracy >= 0;
  return fits ? null : 'not_a_place';
}

export const place: QuestionType = { ...UNSCORED, check };
