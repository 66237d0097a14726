import { describe, expect, it } from 'vitest';
import type { Definition } from '../../engine';
import type { Visit } from '../../api/types';
import { leftBehind } from './items';

const definition = { sections: [{ questions: [{ id: 'greeted' }] }] } as unknown as Definition;
const answer = (question_id: string, state: string, value: unknown) => ({ question_id, state, value, comment: null });
const visitWith = (...answers: object[]) => ({ answers }) as unknown as Visit;

describe('answers whose question is gone', () => {
  it('are kept, but not those that were cleared', () => {
    const visit = visitWith(answer('greeted', 'answered', 'yes'), answer('coffee', 'answered', ['milk', 'sugar']), answer('tea', 'cleared', null));
    expect(leftBehind(definition, visit)).toEqual([{ id: 'coffee', said: 'milk, sugar', comment: null }]);
  });
  it('are none while every question is asked', () => {
    expect(leftBehind(definition, visitWith(answer('greeted', 'answered', 'yes')))).toEqual([]);
  });
});
