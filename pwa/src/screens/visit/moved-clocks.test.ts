import { describe, expect, it } from 'vitest';
import type { Answers, Definition } from '../../engine';
import { movedClocks } from './moved-clocks';

const clock = { start: 'sent_at', contact: 'person', opens: 0, closes: 86_400 };
const definition = {
  sections: [
    { questions: [{ id: 'sent_at' }, { id: 'reply', clock }, { id: 'unrelated' }] },
    {
      repeat: { by: 'role', min: 1, max: 3, label: {} },
      questions: [{ id: 'role' }, { id: 'promised_at' }, { id: 'called', clock: { ...clock, start: 'promised_at' } }, { id: 'wrote', clock }],
    },
  ],
} as unknown as Definition;

const at = (time: string) => ({ state: 'answered', value: `2026-11-24T${time}Z` }) as const;
const after = (value: number) => ({ state: 'answered', value }) as const;

describe('a corrected start', () => {
  const answers: Answers = { sent_at: at('10:00:00.750'), reply: after(600), 'wrote@1': after(60), unrelated: after(5) };

  it('keeps the moment of every contact that is counted from it', () => {
    const moved = movedClocks(definition, answers, 'sent_at', at('09:58:30'), new Map());
    expect(moved).toEqual([
      { key: 'reply', change: { state: 'answered', value: 690 } },
      { key: 'wrote@1', change: { state: 'answered', value: 150 } },
    ]);
  });
  it('after the contact leaves no time at all', () => {
    expect(movedClocks(definition, answers, 'sent_at', at('11:00:00'), new Map())[0]?.change.value).toBe(0);
  });
  it('that is the same, or no time stamp of a clock, changes nothing else', () => {
    expect(movedClocks(definition, answers, 'sent_at', at('10:00:00.750'), new Map())).toEqual([]);
    expect(movedClocks(definition, answers, 'unrelated', after(9), new Map())).toEqual([]);
    expect(movedClocks(definition, answers, 'sent_at', { comment: 'by mail' }, new Map())).toEqual([]);
  });
});

describe('a start in an entry', () => {
  const answers: Answers = { 'promised_at@1': at('10:00:00'), 'called@1': after(60), 'promised_at@2k3f': at('12:00:00'), 'called@2k3f': after(60) };

  it('moves the clock of its own entry only', () => {
    const moved = movedClocks(definition, answers, 'promised_at@2k3f', at('11:59:00'), new Map());
    expect(moved).toEqual([{ key: 'called@2k3f', change: { state: 'answered', value: 120 } }]);
  });
});

describe('a start that was cleared', () => {
  it('is remembered until it is given again', () => {
    const known = new Map<string, string>();
    expect(movedClocks(definition, { sent_at: at('10:00:00'), reply: after(600) }, 'sent_at', { state: 'cleared', value: null }, known)).toEqual([]);
    const cleared: Answers = { sent_at: { state: 'cleared', value: null }, reply: after(600) };
    expect(movedClocks(definition, cleared, 'sent_at', at('10:05:00'), known)).toEqual([{ key: 'reply', change: { state: 'answered', value: 300 } }]);
  });
  it('and forgotten takes the moment with it: the clock runs again', () => {
    const cleared: Answers = { sent_at: { state: 'cleared', value: null }, reply: after(600) };
    expect(movedClocks(definition, cleared, 'sent_at', at('10:05:00'), new Map())).toEqual([{ key: 'reply', change: { state: 'cleared', value: null } }]);
  });
});
