import { describe, expect, it } from 'vitest';
import type { Item } from '../../api/types';
import { inOrder, type Order } from './item-order';

const share = (value: number | null) => ({ count: 0, base: 0, share: value, interval: null });
const item = (question_id: string, passed: number | null, na: number, agreed: number | null) =>
  ({
    question_id,
    passed: passed === null ? null : share(passed),
    not_applicable: share(na),
    not_observed: share(0),
    agreement: agreed === null ? null : { pairs: 1, agreed: 1, share: agreed, kappa: null },
  }) as unknown as Item;
const ITEMS = [item('text', null, 0, null), item('easy', 1, 0.1, 0.5), item('hard', 0.2, 0.6, 1)];
const order = (by: Order) => inOrder(ITEMS, by).map((one) => one.question_id);

describe('the order of the items', () => {
  it('is the checklist’s own at first', () => expect(order('checklist')).toEqual(['text', 'easy', 'hard']));
  it('puts what is passed least first, what gives no points last', () => expect(order('passed')).toEqual(['hard', 'easy', 'text']));
  it('puts what applies least first', () => expect(order('not_applicable')).toEqual(['hard', 'easy', 'text']));
  it('puts what auditors see differently first', () => expect(order('agreement')).toEqual(['easy', 'hard', 'text']));
});
