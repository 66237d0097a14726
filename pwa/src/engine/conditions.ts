/** Conditions over answers; twin of backend/domain/conditions.py. A missing answer makes every comparison false. */

import { isNumber } from './numbers';
import type { Condition, Rule } from './types';

/** Stands for “no answer”: undefined never comes out of JSON, so it cannot be mistaken for a value. */
export const MISSING = undefined;

export function holds(condition: Condition, valueOf: (question: string) => unknown): boolean {
  if ('all' in condition) return condition.all.every((part) => holds(part, valueOf));
  if ('any' in condition) return condition.any.some((part) => holds(part, valueOf));
  if ('not' in condition) return !holds(condition.not, valueOf);
  return ruleHolds(condition, valueOf(condition.q));
}

export function ruleHolds(rule: Rule, value: unknown): boolean {
  if (value === MISSING) return false;
  switch (rule.op) {
    case 'answered':
      return true;
    case 'in':
      return (rule.v as readonly unknown[]).some((one) => same(value, one));
    case 'contains':
      return Array.isArray(value) && value.some((one) => same(one, rule.v));
    case 'eq':
      return same(value, rule.v);
    case 'ne':
      return !same(value, rule.v);
    default:
      return inOrder(rule.op, value, rule.v);
  }
}

/** Text with text, number with number, and nothing else: no coercion. */
function same(left: unknown, right: unknown): boolean {
  const comparable = typeof left === 'string' ? typeof right === 'string' : isNumber(left) && isNumber(right);
  return comparable && left === right;
}

function inOrder(op: string, left: unknown, right: unknown): boolean {
  if (!isNumber(left) || !isNumber(right)) return false;
  if (op === 'gt') return left > right;
  if (op === 'gte') return left >= right;
  if (op === 'lt') return left < right;
  return left <= right;
}
