import { describe, expect, it } from 'vitest';
import type { Definition } from '../../engine';
import type { Visit } from '../../api/types';
import '../parts/office-texts';
import { answerText } from './answer-text';
import { nameOf } from './entries';
import { layOut, leftBehind, loosePhotos } from './items';

const text = (en: string) => ({ en });
const plain = { required: true, critical: null };
const clock = { start: 'sent_at', contact: 'person', opens: 0, closes: 6 * 86_400 };
const definition = {
  sections: [
    {
      id: 'enquiry', title: text('Enquiry'),
      questions: [{ ...plain, id: 'sent_at', type: 'timestamp', text: text('Sent?') }, { ...plain, id: 'reply', type: 'duration', text: text('Reply?'), clock }],
    },
    {
      id: 'people', title: text('People'), repeat: { by: 'role', min: 1, max: 3, label: text('Person') },
      questions: [
        { ...plain, id: 'role', type: 'single_choice', text: text('Who?'), options: [{ id: 'host', label: text('Host') }, { id: 'adviser', label: text('Adviser') }] },
        { ...plain, id: 'warm', type: 'yes_no', text: text('Warm?'), options: [{ id: 'yes', label: text('Yes') }, { id: 'no', label: text('No') }] },
      ],
    },
  ],
} as unknown as Definition;

const answer = (question_id: string, value: unknown, state = 'answered') => ({ question_id, state, value, comment: null, waiver: null });
const scored = (id: string, points: number | null, max: number | null = 1) => ({ id, state: points === null ? 'unscored' : 'scored', points, max, weight: 1 });
const photo = (question_id: string | null) => ({ id: `photo of ${question_id}`, question_id });

function visitWith(parts: object): Visit {
  return { answers: [], photos: [], returns: [], centre: { time_zone: 'UTC' }, score_card: null, ...parts } as unknown as Visit;
}

const visit = visitWith({
  answers: [
    answer('sent_at', '2026-11-24T10:00:00Z'), answer('reply', 11_520), answer('role@1', 'adviser'), answer('warm@1', 'yes'),
    answer('role@2kfmab', 'host'), answer('warm@2kfmab', 'no'), answer('role@3', null, 'cleared'), answer('warm@3', 'no'),
  ],
  score_card: {
    questions: [
      scored('sent_at', null), scored('reply', 2, 4), scored('role@1', null), scored('warm@1', 1), scored('role@2kfmab', null), scored('warm@2kfmab', 0),
    ],
  },
  photos: [photo('warm@2kfmab'), photo('warm@3'), photo(null)],
  returns: [{ at: '2026-11-25', items: [{ question_id: 'warm@2kfmab', reason: 'Who was that?' }] }],
});

describe('a visit with two people', () => {
  const parts = layOut(definition, visit, null);
  const people = parts[1]!.items;

  it('asks each of them everything, in order, each with its own score, photos and reasons', () => {
    expect(people.map((item) => [item.key, item.number, item.entry, item.said, item.score?.points])).toEqual([
      ['role@1', 3, 'Person 1 · Adviser', 'Adviser', null],
      ['warm@1', 4, 'Person 1 · Adviser', 'Yes', 1],
      ['role@2kfmab', 5, 'Person 2 · Host', 'Host', null],
      ['warm@2kfmab', 6, 'Person 2 · Host', 'No', 0],
    ]);
    expect(people.map((item) => item.photos.length)).toEqual([0, 0, 0, 1]);
    expect(people.map((item) => item.reasons)).toEqual([[], [], [], ['Who was that?']]);
  });
  it('says a clock in words', () => {
    const unheard = layOut(definition, visitWith({ answers: [answer('reply', null, 'no_contact')] }), null)[0]!.items[1]!;
    expect(unheard.said.replaceAll('\u00a0', ' ')).toBe('No contact within 6 days');
    expect(parts[0]!.items[1]!.said.replaceAll('\u00a0', ' ')).toBe('A person replied after 3 h 12 min');
    expect(parts[0]!.items.map((item) => item.entry)).toEqual([null, null]);
  });
  it('tells a centre of no signature, and whoever reviews whether there is one', () => {
    const signed = { ...plain, id: 'signed', type: 'signature', text: text('Signed?') } as never;
    const asked = { ...definition, sections: [{ ...definition.sections[0]!, questions: [signed] }] };
    const said = (auditor: object | null) => layOut(asked, visitWith({ auditor } as never), null)[0]!.items[0]!.said;
    expect([said(null), said({ id: 'a', name: 'A' })]).toEqual(['Not shown to the centre', 'Not answered']);
  });
  it('names a critical question with the person', () => {
    expect(nameOf(definition, visit, 'warm@2kfmab')).toBe('Person 2 · Host: Warm?');
    expect(nameOf(definition, visit, 'people')).toBe('People');
    expect(nameOf(definition, visit, 'gone')).toBe('gone');
  });
  it('shows the photos of somebody taken out again, so that nobody vouches for a photo unseen', () => {
    expect(loosePhotos(parts, visit).map((one) => one.question_id)).toEqual(['warm@3', null]);
  });
  it('remembers last time by the question, over all people met then', () => {
    const before = people.length > 0 && layOut(definition, visit, visit)[1]!.items;
    expect(before && before.map((item) => [item.earlier?.said, item.earlier?.score?.points, item.earlier?.score?.max])).toEqual([
      ['Adviser; Host', null, 1],
      ['Yes; No', 1, 2],
      ['Adviser; Host', null, 1],
      ['Yes; No', 1, 2],
    ]);
  });
});

describe('before it is scored', () => {
  it('a visit shows the people that were answered', () => {
    const begun = visitWith({ answers: [answer('role@2kfmab', 'host')] });
    expect(layOut(definition, begun, null)[1]!.items.map((item) => item.key)).toEqual(['role@2kfmab', 'warm@2kfmab']);
  });
});

describe('answers that count nowhere', () => {
  it('are kept: of a question that is gone, and of somebody taken out again', () => {
    const more = visitWith({ ...visit, answers: [...visit.answers, answer('coffee', ['milk', 'sugar']), answer('tea', null, 'cleared'), answer('warm', 'yes')] });
    expect(leftBehind(definition, more)).toEqual({
      gone: [{ key: 'coffee', text: 'coffee', said: 'milk, sugar', comment: null }, { key: 'warm', text: 'warm', said: 'yes', comment: null }],
      removed: [{ key: 'warm@3', text: 'Warm?', said: 'No', comment: null }],
    });
  });
  it('say what became of a position, also where its question is gone', () => {
    const at = { lat: 53.8, lon: -1.55, accuracy_m: 12 };
    const more = visitWith({ answers: [answer('was', at), answer('where', { expired: true })] });
    expect(leftBehind(definition, more).gone.map(({ said }) => said)).toEqual(['53.80000, -1.55000 (± 12 m)', 'Position deleted after 30 days']);
    const place = { ...plain, id: 'where', type: 'place', text: text('Where?') } as never;
    expect(answerText(place, answer('where', { expired: true }) as never, 0, 'UTC')).toBe('Position deleted after 30 days');
  });
  it('are none while every question is asked', () => {
    expect(leftBehind(definition, visitWith({ answers: [answer('sent_at', '2026-11-24T10:00:00Z')] }))).toEqual({ gone: [], removed: [] });
  });
});
