/** What of the notes stands beside a question: everything that was noted, what the question names in front, nothing by itself. */
import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import type { Question } from '../../engine';
import { stampNote, type NoteChange } from '../../store/notes';
import type { OpenVisit } from '../visit/open-visit';
import { placeOf } from '../visit/on-site';
import { namedIn, offersFor } from './offered';

const at = (minute: number): string => `2026-11-22T10:${String(minute).padStart(2, '0')}:00.000Z`;

function noted(times: { arrived?: number; left?: number }, ...notes: NoteChange[]): OpenVisit {
  const moment = (minute: number | undefined): string | null => (minute === undefined ? null : at(minute));
  return {
    notes: signal(notes.map((note) => stampNote('v', note))),
    times: signal({ arrived_at: moment(times.arrived), left_at: moment(times.left) }),
    zone: signal('UTC'),
  } as unknown as OpenVisit;
}

function question(type: string, id: string, ...text: string[]): Question {
  return { id, type, text: Object.fromEntries(text.map((words, index) => [['en', 'de'][index], words])) } as unknown as Question;
}

const TIME = question('timestamp', 'when', 'When?');
const SPAN = question('duration', 'span', 'How long?');
const GREETED: NoteChange = { id: 'greeted', at: at(7) };

test('a time question is offered every time that was noted, in its order', () => {
  const visit = noted({ arrived: 4, left: 50 }, { id: 'seated', at: at(6) }, GREETED);
  expect(offersFor(visit, TIME).map(({ value }) => value)).toEqual([at(4), at(6), at(7), at(50)]);
});

test('a duration is offered from arriving to each, and from each to the next', () => {
  const visit = noted({ arrived: 4, left: 50 }, { id: 'seated', at: at(10) }, GREETED);
  const spans = offersFor(visit, SPAN).map(({ value, of }) => [of[0], Number(value) / 60]);
  expect(spans).toEqual([['greeted', 3], ['seated', 6], ['left', 46], ['seated', 3], ['left', 40]]);
});

test('without an arrival only the steps between are offered, and a test drive by its own name', () => {
  const visit = noted({ left: 40 }, { id: 'test_drive', at: at(20) }, GREETED);
  expect(offersFor(visit, SPAN).map(({ value, of }) => [of[0], Number(value) / 60])).toEqual([['test_drive', 13], ['test_drive', 20]]);
});

test('a stopwatch is offered once it was stopped; what was removed never', () => {
  const running = { id: 'stopwatch', at: at(3) };
  expect(offersFor(noted({}, running), SPAN)).toEqual([]);
  expect(offersFor(noted({}, { ...running, until: at(5) }), SPAN).map(({ value }) => value)).toEqual([120]);
  expect(offersFor(noted({}, { ...running, until: at(5), removed: true }, { ...GREETED, removed: true }), SPAN)).toEqual([]);
  expect(offersFor(noted({}, { ...running, until: at(5) }), TIME)).toEqual([]);
});

test('a question names stamps by its id or its words, in every language', () => {
  expect(namedIn(question('duration', 'noticed_after', 'After how long?'))).toEqual(['acknowledged']);
  expect(namedIn(question('duration', 'q7', 'After how long?', 'Nach wie langer Zeit wurden Sie begrüßt?'))).toEqual(['greeted']);
  expect(namedIn(question('timestamp', 'left_at', 'When did you leave?'))).toEqual(['left']);
  expect(namedIn(question('duration', 'counter', 'How long at the counter?'))).toEqual([]);
});

test('only a checklist with a place to go to has a showroom', () => {
  const of = (...touchpoints: string[]) => placeOf({ sections: touchpoints.map((touchpoint) => ({ touchpoint })) } as never);
  expect(of('arrival', 'follow_up')).toBe('showroom');
  expect(of('hotel_arrival')).toBe('on_site');
  expect(of('branch_counter')).toBe('on_site');
  expect(of('web_lead', 'close', 'follow_up')).toBeNull();
  expect(of('phone_enquiry', 'needs', 'presentation')).toBeNull();
});
