/** What somebody has tapped in the preview, and what the engine makes of it: cards, entries, clocks, the score. */
import {
  clocks,
  entryOf,
  keyOf,
  newEntry,
  photosWanted,
  questionOf,
  scoreVisit,
  walk,
  wantsComment,
  type Answer,
  type Definition,
  type Item,
  type Question,
  type RunningClock,
  type ScoreCard,
  type Section,
} from '../../engine';
import { playable } from './compile';

export type Try = {
  answers: Readonly<Record<string, Answer>>;
  photos: Readonly<Record<string, number>>;
  /** Entries begun and not said yet what they are about, by the key of their first question. */
  begun: readonly string[];
};

export const NOTHING: Try = { answers: {}, photos: {}, begun: [] };

export type Card = {
  name: string;
  question: Question;
  answer: Answer | null;
  photos: number;
  missing: number;
  comment: boolean;
  clock: RunningClock | undefined;
};
/** The cards of a section, or of one entry of a repeated one. */
export type Entry = { id: string | null; cards: readonly Card[]; removable: boolean };
export type Outcome = { card: ScoreCard | null; items: readonly Item[]; clocks: ReadonlyMap<string, RunningClock> };

const NONE: Outcome = { card: null, items: [], clocks: new Map() };

/** While it is being written a draft may hold what no engine can score; then the cards stand without a score. */
export function outcomeOf(definition: Definition, { answers, photos }: Try, moment: Date): Outcome {
  try {
    const whole = playable(definition);
    const items = walk(whole, answers, photos);
    return { card: scoreVisit(whole, answers, photos), items, clocks: new Map(clocks(items, moment).map((one) => [one.key, one])) };
  } catch {
    return NONE;
  }
}

function cardOf(item: Item, running: Outcome['clocks']): Card {
  return {
    name: item.key,
    question: item.question,
    answer: item.answer.state === 'cleared' ? null : item.answer,
    photos: item.photos,
    missing: photosWanted(item) - item.photos,
    comment: wantsComment(item),
    clock: running.get(item.key),
  };
}

export function entriesIn(section: Section, { items, clocks: running }: Outcome, { begun, answers }: Try): Entry[] {
  const own = items.filter((item) => item.section === section);
  if (!section.repeat) return [{ id: null, cards: own.filter(shown).map((item) => cardOf(item, running)), removable: false }];
  const found = new Map<string, Item[]>();
  for (const item of own) found.set(item.entry ?? '', [...(found.get(item.entry ?? '') ?? []), item]);
  const walked = [...found].map(([id, inside]) => ({ id, removable: inside[0]?.state === 'answered', cards: inside.filter(shown).map((item) => cardOf(item, running)) }));
  const fresh = begun.filter((key) => isOf(section, key) && answers[key]?.state !== 'answered').map((key) => blank(section, key));
  return [...walked, ...fresh];
}

const shown = (item: Item): boolean => item.state !== 'hidden';
const isOf = ({ repeat }: Section, key: string): boolean => repeat?.by === questionOf(key);

function blank(section: Section, key: string): Entry {
  const card = { name: key, question: section.questions[0]!, answer: null, photos: 0, missing: 0, comment: false, clock: undefined };
  return { id: entryOf(key), cards: [card], removable: true };
}

export function addEntry(section: Section, tried: Try, { items }: Outcome): Try {
  const by = section.repeat?.by ?? '';
  const known = [...Object.keys(tried.answers), ...tried.begun, ...items.map(({ key }) => key)].filter((key) => questionOf(key) === by);
  return { ...tried, begun: [...tried.begun, keyOf(by, newEntry(known))] };
}

/** Its other answers stay and are not looked at, as on the phone. */
export function removeEntry(section: Section, tried: Try, entry: string): Try {
  const key = keyOf(section.repeat?.by ?? '', entry);
  const answers: Try['answers'] = tried.answers[key] ? { ...tried.answers, [key]: { state: 'cleared' } } : tried.answers;
  return { ...tried, answers, begun: tried.begun.filter((one) => one !== key) };
}
