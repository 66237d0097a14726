/** The orders of the table of items; what has no figure comes last in each of them. */
import type { Item } from '../../api/types';

export const ORDERS = ['checklist', 'passed', 'not_applicable', 'not_observed', 'agreement'] as const;
export type Order = (typeof ORDERS)[number];

const KEYS: Record<Exclude<Order, 'checklist'>, (item: Item) => number | null> = {
  passed: (item) => item.passed?.share ?? null,
  not_applicable: (item) => (item.not_applicable.share === null ? null : -item.not_applicable.share),
  not_observed: (item) => (item.not_observed.share === null ? null : -item.not_observed.share),
  agreement: (item) => item.agreement?.share ?? null,
};

export function inOrder(items: readonly Item[], order: Order): Item[] {
  if (order === 'checklist') return [...items];
  const key = KEYS[order];
  const last = Number.POSITIVE_INFINITY;
  return [...items].sort((a, b) => {
    const [left, right] = [key(a) ?? last, key(b) ?? last];
    return left === right ? 0 : left - right;
  });
}
