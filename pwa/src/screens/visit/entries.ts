/** Repeated sections on the phone: which entries there are, what each shows, and what they are called. */
import { entryOf, holds, keyOf, localise, newEntry, questionOf, valueOf, type Condition, type Item, type OpenItem, type Question, type Section } from '../../engine';
import { language } from '../../i18n';
import type { OpenVisit } from './open-visit';

/** Cards that stand together: a whole section, or one entry of a repeated one. */
export interface Group {
  entry: string | null;
  /** Nobody has said yet what the entry is about: its other questions wait for that. */
  blank: boolean;
  /** More of them than the checklist allows. */
  tooMany: boolean;
  cards: readonly { key: string; waits: boolean }[];
}

/** A question as one entry asks it: its id is the key under which its answer, its photos and its comment stand. */
export function asked(question: Question, entry: string | null): Question {
  return entry === null ? question : { ...question, id: keyOf(question.id, entry) };
}

export function byKey(section: Section, entry: string): string {
  return keyOf(section.repeat?.by ?? '', entry);
}

/** Whether this is the question that says what its entry is about. */
export function isBy(visit: OpenVisit, key: string): boolean {
  return visit.placeOf(key)?.section.repeat?.by === questionOf(key);
}

function itemNear(visit: OpenVisit, id: string, entry: string | null): Item | undefined {
  return visit.item(keyOf(id, entry)) ?? visit.item(id);
}

function shown(visit: OpenVisit, condition: Condition | null, entry: string | null): boolean {
  const value = (id: string): unknown => {
    const item = itemNear(visit, id, entry);
    return item && valueOf(item);
  };
  return condition === null || holds(condition, value);
}

/** Also a repeated section that has no entry yet is one to go to. */
export function sectionShown(visit: OpenVisit, section: Section): boolean {
  return shown(visit, section.visible_if, null);
}

/** A clock that would run if its time stamp were given: the card says what it waits for. */
function waitsForStart(visit: OpenVisit, { state, question, section, entry }: Item): boolean {
  if (state !== 'hidden' || !question.clock) return false;
  const start = itemNear(visit, question.clock.start, entry);
  return start?.state === 'unanswered' && shown(visit, section.visible_if, null) && shown(visit, question.visible_if, entry);
}

function itemsByEntry(visit: OpenVisit, section: Section): Map<string | null, Item[]> {
  const found = new Map<string | null, Item[]>();
  for (const item of visit.items.value)
    if (item.section.id === section.id) found.set(item.entry, [...(found.get(item.entry) ?? []), item]);
  return found;
}

/** Entries begun on this screen and not answered yet; one that was removed since is gone. */
function addedEntries(visit: OpenVisit, section: Section): string[] {
  const keys = visit.added.value.filter((key) => visit.placeOf(key)?.section.id === section.id);
  return keys.filter((key) => !visit.answers.value[key]).map((key) => entryOf(key) ?? '');
}

/** All entries of the section in their order, the ones just begun at the end. */
export function entriesHere(visit: OpenVisit, section: Section): string[] {
  const walked = [...itemsByEntry(visit, section).keys()].filter((entry) => entry !== null);
  return [...walked, ...addedEntries(visit, section).filter((entry) => !walked.includes(entry))];
}

function groupOf(visit: OpenVisit, items: readonly Item[], max: number | null, place: number): Group {
  const entry = items[0]?.entry ?? null;
  const blank = entry !== null && items[0]?.state === 'unanswered';
  const cards = items.filter((item) => item.state !== 'hidden' || waitsForStart(visit, item));
  return {
    entry,
    blank,
    tooMany: max !== null && place > max,
    cards: (blank ? cards.slice(0, 1) : cards).map((item) => ({ key: item.key, waits: item.state === 'hidden' })),
  };
}

/** What the section shows now, in order. */
export function groupsOf(visit: OpenVisit, section: Section): Group[] {
  const max = section.repeat?.max ?? null;
  const groups = [...itemsByEntry(visit, section).values()].map((items, index) => groupOf(visit, items, max, index + 1));
  const walked = groups.map((group) => group.entry);
  const added = addedEntries(visit, section).filter((entry) => !walked.includes(entry));
  const blanks = added.map((entry) => ({ entry, blank: true, tooMany: false, cards: [{ key: byKey(section, entry), waits: false }] }));
  return [...groups, ...blanks].filter((group) => group.cards.length > 0);
}

/** "Person 2 · Adviser"; nothing outside a repeated section. */
export function entryTitle(visit: OpenVisit, key: string): string | null {
  const { section } = visit.placeOf(key) ?? {};
  const entry = entryOf(key);
  if (!section?.repeat || entry === null) return null;
  const name = `${localise(section.repeat.label, language.value)} ${entriesHere(visit, section).indexOf(entry) + 1}`;
  const item = visit.item(byKey(section, entry));
  const option = item?.state === 'answered' && section.questions[0]?.options?.find(({ id }) => id === item.answer.value);
  return option ? `${name} · ${localise(option.label, language.value)}` : name;
}

/** Begins one more entry, or leads to the one that nobody has filled yet; the key of its first question. */
export function addEntry(visit: OpenVisit, section: Section): string {
  const blank = groupsOf(visit, section).find((group) => group.blank);
  if (blank?.entry) return byKey(section, blank.entry);
  const known = [...Object.keys(visit.answers.value), ...visit.items.value.map((item) => item.key), ...visit.added.value];
  const key = byKey(section, newEntry(known.filter((one) => visit.placeOf(one)?.section.id === section.id)));
  visit.added.value = [...visit.added.value, key];
  return key;
}

/** Of a blank entry only its first question is open: until that is answered nobody can see the others. */
export function onePerBlank(items: readonly Item[], open: readonly OpenItem[]): OpenItem[] {
  const byId = new Map(items.map((item) => [item.key, item]));
  const seen = new Set<Item>();
  return open.flatMap((one) => {
    const { section, entry = null } = byId.get(one.question_id) ?? {};
    const first = section && entry !== null ? byId.get(byKey(section, entry)) : undefined;
    if (first?.state !== 'unanswered') return [one];
    if (seen.has(first)) return [];
    seen.add(first);
    return [{ question_id: first.key, code: 'unanswered' as const, reason: null }];
  });
}
