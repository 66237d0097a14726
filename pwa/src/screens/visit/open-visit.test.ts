import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Definition, Question } from '../../engine';
import { answersOf } from '../../store/answers';
import { opsOf } from '../../store/outbox';
import { keepNotes, stampNote } from '../../store/notes';
import type { Visit } from '../../store/wire';
import { addEntry, asked, entryTitle, groupsOf, sectionShown } from './entries';
import { OpenVisit } from './open-visit';
import { entryProgress, sectionProgress, toDo, visibleSections } from './progress';

const base = {
  guidance: null, good: null, poor: null, kind: 'basic', required: true, critical: null, weight: 1, scored: true, bonus: false, allow_na: false,
  allow_not_observed: false, visible_if: null, photo: { min: 0, max: 3, when: null }, comment: { when: null },
} as const;
const role: Question = {
  ...base, id: 'role', type: 'single_choice', text: { en: 'Who?' }, scored: false,
  options: [{ id: 'host', label: { en: 'Host' }, points: 0 }, { id: 'adviser', label: { en: 'Adviser' }, points: 0 }],
};
const warm: Question = { ...base, id: 'warm', type: 'yes_no', text: { en: 'Warm?' }, options: [{ id: 'yes', label: { en: 'Yes' }, points: 1 }, { id: 'no', label: { en: 'No' }, points: 0 }] };
const promised: Question = { ...base, id: 'promised', type: 'timestamp', text: { en: 'Until when?' }, scored: false, required: false, visible_if: { q: 'role', op: 'eq', v: 'adviser' } };
const called: Question = { ...base, id: 'called', type: 'duration', text: { en: 'How long?' }, required: false, clock: { start: 'promised', contact: 'person', opens: 0, closes: 3600 } };

function checklist(min: number, max = 2): Definition {
  const plain = { intro: null, touchpoint: 'arrival', team: null, weight: 1, gate: null, visible_if: null };
  return {
    id: 'c', title: { en: 'C' }, description: null, language: 'en', languages: ['en'], scoring: { mode: 'sections', floor_at_zero: false, bonus_cap: null, bands: [] },
    sections: [{ ...plain, id: 'people', title: { en: 'People' }, repeat: { by: 'role', min, max, label: { en: 'Person' } }, questions: [role, warm, promised, called] }],
  };
}

let visits = 0;
function open(definition: Definition): OpenVisit {
  const visit = { id: `v${++visits}`, status: 'in_progress', returns: [], arrived_at: null, left_at: null, centre: { time_zone: 'UTC' } } as unknown as Visit;
  return new OpenVisit('me', visit, definition);
}
const say = (visit: OpenVisit, question: Question, entry: string, value: unknown) => visit.set(asked(question, entry), { state: 'answered', value });
const shown = (visit: OpenVisit) => groupsOf(visit, visit.definition.sections[0]!).map(({ entry, blank, cards }) => [entry, blank, cards.map((card) => card.key)]);

describe('a section that is asked once for each person', () => {
  let visit: OpenVisit;
  beforeEach(() => void (visit = open(checklist(1))));

  it('begins with one blank entry, of which only the first question is there and open', () => {
    expect(shown(visit)).toEqual([['1', true, ['role@1']]]);
    expect(visit.open.value).toEqual([{ question_id: 'role@1', code: 'unanswered', reason: null }]);
    expect(sectionProgress(visit, visit.definition.sections[0]!)).toMatchObject({ done: 0, total: 2 });
  });
  it('shows the other questions of an entry once it says who it is about, and is called by that', async () => {
    await say(visit, role, '1', 'adviser');
    expect(shown(visit)).toEqual([['1', false, ['role@1', 'warm@1', 'promised@1', 'called@1']]]);
    expect(entryTitle(visit, 'warm@1')).toBe('Person 1 · Adviser');
    expect(visit.open.value.map((one) => one.question_id)).toEqual(['warm@1']);
    expect(entryProgress(visit, visit.definition.sections[0]!, '1')).toMatchObject({ done: 1, total: 3 });
  });
  it('leads to the blank entry before it makes another one', async () => {
    const section = visit.definition.sections[0]!;
    expect(addEntry(visit, section)).toBe('role@1');
    await say(visit, role, '1', 'host');
    const key = addEntry(visit, section);
    expect(key).toMatch(/^role@2[a-z]{5}$/);
    expect(addEntry(visit, section)).toBe(key);
    expect(shown(visit).at(-1)).toEqual([key.slice(5), true, [key]]);
    expect(entryTitle(visit, key)).toBe('Person 2');
    await say(visit, role, key.slice(5), 'adviser');
    expect(shown(visit).map(([, blank]) => blank)).toEqual([false, false]);
  });
  it('loses a removed entry, and has it back with its answers when its first question is answered again', async () => {
    await say(visit, role, '1', 'host');
    await say(visit, role, '2abc', 'adviser');
    await say(visit, warm, '2abc', 'yes');
    await visit.set(asked(role, '2abc'), { state: 'cleared', value: null });
    expect(shown(visit).map(([entry]) => entry)).toEqual(['1']);
    await say(visit, role, '2abc', 'adviser');
    expect(visit.cards.view('warm@2abc').value.state).toBe('answered');
  });
  it('names the entries beyond the most allowed as open', async () => {
    for (const entry of ['1', '2', '3']) await say(visit, role, entry, 'host');
    const section = visit.definition.sections[0]!;
    expect(groupsOf(visit, section).map((group) => group.tooMany)).toEqual([false, false, true]);
    expect(visit.open.value.find((one) => one.code === 'too_many_entries')?.question_id).toBe('role@3');
  });
  it('leaves out answers that this checklist does not ask', () => {
    expect(visit.placeOf('role')).toBeUndefined();
    expect(visit.placeOf('role@1')?.question).toBe(role);
    expect(visit.placeOf('gone@1')).toBeUndefined();
  });
});

it('a section that nobody has to be met in can still be gone to', () => {
  const visit = open(checklist(0));
  expect(visit.items.value).toEqual([]);
  expect(sectionShown(visit, visit.definition.sections[0]!)).toBe(true);
  expect(visibleSections(visit)).toHaveLength(1);
  expect(visit.open.value).toEqual([]);
});

describe('a clock of an entry', () => {
  it('waits for its time stamp, and is stored again with it when that is corrected, in one action', async () => {
    const visit = open(checklist(1));
    await say(visit, role, '1', 'adviser');
    const waits = () => groupsOf(visit, visit.definition.sections[0]!)[0]!.cards.find((card) => card.key === 'called@1')?.waits;
    expect(waits()).toBe(true);
    await say(visit, promised, '1', '2026-11-24T10:00:00Z');
    expect(waits()).toBe(false);
    await say(visit, called, '1', 600);
    await say(visit, promised, '1', '2026-11-24T10:05:00Z');
    const stored = new Map((await answersOf(visit.id)).map((row) => [row.question_id, row.value]));
    expect(stored.get('called@1')).toBe(300);
    expect(visit.clocks.value).toMatchObject([{ key: 'called@1', state: 'stopped', started_at: '2026-11-24T10:05:00Z' }]);
    expect((await opsOf(visit.id)).map((op) => op.subject).sort()).toEqual(['called@1', 'promised@1', 'role@1'].map((key) => `${visit.id}/${key}`));
  });
  it('is not waited for where its time stamp is not asked', async () => {
    const visit = open(checklist(1));
    await say(visit, role, '1', 'host');
    expect(shown(visit)).toEqual([['1', false, ['role@1', 'warm@1']]]);
  });
  it('that runs is open, but nobody is sent there; when its window has closed somebody is', async () => {
    const due: Question = { ...called, required: true };
    const visit = open({ ...checklist(1), sections: [{ ...checklist(1).sections[0]!, questions: [role, promised, due] }] });
    await say(visit, role, '1', 'adviser');
    await say(visit, promised, '1', new Date().toISOString());
    expect(visit.open.value.map((item) => item.question_id)).toEqual(['called@1']);
    expect(toDo(visit, visit.open.value)).toEqual([]);
    await say(visit, promised, '1', new Date(Date.now() - 7_200_000).toISOString());
    expect(toDo(visit, visit.open.value)).toHaveLength(1);
  });
});

describe('arriving and leaving', () => {
  const early = '2026-11-20T10:00:00.000Z';
  const late = '2026-11-20T10:05:00.000Z';
  const queued = async (visit: OpenVisit) => (await opsOf(visit.id)).map(({ kind }) => kind);

  it('are told as notes, at once, and can be taken back', async () => {
    const visit = open(checklist(1));
    await visit.setTime('left', null);
    expect(await queued(visit)).toEqual([]);
    await visit.setTime('left', early);
    expect([visit.times.value, visit.noted.value]).toEqual([{ arrived_at: null, left_at: early }, false]);
    expect(await queued(visit)).toEqual(['notes']);
    await visit.setTime('left', null);
    expect(visit.times.value.left_at).toBeNull();
  });
  it('follow the phone that said so last', async () => {
    const visit = open(checklist(1));
    await visit.setTime('arrived', early);
    const { visit_id: _, ...theirs } = stampNote(visit.id, { id: 'arrived', at: late }, visit.notes.value[0]);
    await keepNotes(visit.id, [theirs]);
    await visit.reload();
    expect(visit.times.value.arrived_at).toBe(late);
  });
  it('are what an older version kept in the visit, until something is noted', async () => {
    const visit = open(checklist(1));
    visit.visit.value = { ...visit.visit.value, arrived_at: early };
    expect(visit.times.value.arrived_at).toBe(early);
    await visit.setTime('arrived', null);
    expect(visit.times.value.arrived_at).toBeNull();
  });
  it('begin with the first answer, if nothing was said of it', async () => {
    const visit = open(checklist(1));
    visit.visit.value = { ...visit.visit.value, status: 'accepted' };
    await say(visit, role, '1', 'host');
    expect(visit.times.value.arrived_at).not.toBeNull();
    expect([visit.visit.value.status, await queued(visit)]).toEqual(['in_progress', ['answer', 'notes']]);
  });
});
