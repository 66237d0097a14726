/** A draft's document: plain data in the shape of the YAML, right or not yet, so every reader here takes what it finds. */
import type { Text } from '../../engine';

export type Path = readonly (string | number)[];
export type Words = string | Readonly<Record<string, string>>;
export type Thing = Readonly<Record<string, unknown>>;
export type Doc = Thing;

export const isThing = (value: unknown): value is Thing => typeof value === 'object' && value !== null && !Array.isArray(value);
export const asThing = (value: unknown): Thing => (isThing(value) ? value : {});
export const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
export const asText = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

export const pointerOf = (path: Path): string => path.map((step) => `/${step}`).join('');

export function read(node: unknown, path: Path): unknown {
  return path.reduce<unknown>((held, step) => (Array.isArray(held) ? held[Number(step)] : asThing(held)[step]), node);
}

/** A copy with one place changed; `undefined` takes the key away, and a mapping left empty goes with it. */
export function write(node: unknown, path: Path, value: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (typeof step === 'number') {
    const list = [...asList(node)];
    list[step] = write(list[step], rest, value);
    return list;
  }
  const copy: Record<string, unknown> = { ...asThing(node) };
  const inner = write(copy[step], rest, value);
  if (inner === undefined || (rest.length > 0 && isThing(inner) && Object.keys(inner).length === 0)) delete copy[step];
  else copy[step] = inner;
  return copy;
}

/** The same data, in whatever order a store gave the keys back. */
export function equal(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (Array.isArray(one)) return Array.isArray(other) && one.length === other.length && one.every((held, index) => equal(held, other[index]));
  if (!isThing(one) || !isThing(other)) return false;
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => Object.hasOwn(other, key) && equal(one[key], other[key]));
}

export const sectionsOf = (doc: Doc): Thing[] => asList(doc['sections']).map(asThing);
export const questionsOf = (section: Thing): Thing[] => asList(section['questions']).map(asThing);

export function languagesOf(doc: Doc): string[] {
  const main = asText(doc['language']) || 'en';
  const all = asList(doc['languages']).filter((one): one is string => typeof one === 'string');
  return all.length > 0 ? all : [main];
}

/** What stands there in one language; a plain string is in the checklist's own. */
export function wordIn(doc: Doc, words: unknown, language: string): string {
  if (isThing(words)) return asText(words[language]);
  return language === (asText(doc['language']) || 'en') ? asText(words) : '';
}

/** For people reading the outline: any language is better than none. */
export function anyWord(words: unknown, language: string): string {
  if (!isThing(words)) return asText(words);
  return asText(words[language]) || (Object.values(words).map(asText).find(Boolean) ?? '');
}

export function withWord(doc: Doc, words: unknown, language: string, text: string): Words | undefined {
  const main = asText(doc['language']) || 'en';
  if (languagesOf(doc).length === 1 && language === main) return text || undefined;
  const before = isThing(words) ? words : words === undefined ? {} : { [main]: words };
  const kept = Object.entries({ ...before, [language]: text }).filter(([, one]) => asText(one) !== '');
  return kept.length > 0 ? (Object.fromEntries(kept) as Words) : undefined;
}

/** Takes one language out of every text. */
export function withoutLanguage(node: unknown, language: string, all: readonly string[]): unknown {
  if (Array.isArray(node)) return node.map((one) => withoutLanguage(one, language, all));
  if (!isThing(node)) return node;
  const keys = Object.keys(node);
  if (keys.length > 0 && keys.every((key) => all.includes(key))) return Object.fromEntries(Object.entries(node).filter(([key]) => key !== language));
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, withoutLanguage(value, language, all)]));
}

const TEXTS = new Set(['title', 'description', 'intro', 'text', 'guidance', 'good', 'poor', 'label', 'unit']);

/** Plain texts say which language they are in; without this they would change it with the checklist's own. */
export function spelledOut(node: unknown, main: string): unknown {
  if (Array.isArray(node)) return node.map((one) => spelledOut(one, main));
  if (!isThing(node)) return node;
  const said = (words: unknown): unknown => (typeof words === 'string' ? { [main]: words } : words);
  const entries = Object.entries(node).map(([key, value]): [string, unknown] => {
    if (TEXTS.has(key)) return [key, said(value)];
    if (key === 'labels' && isThing(value)) return [key, Object.fromEntries(Object.entries(value).map(([step, words]) => [step, said(words)]))];
    return [key, spelledOut(value, main)];
  });
  return Object.fromEntries(entries);
}

/** Letters a person writes, as an id may have them. */
export function idFrom(text: string, joint: '_' | '-'): string {
  const plain = text.toLowerCase().replace(/ä/g, 'ae').replace(/ö/g, 'oe').replace(/ü/g, 'ue').replace(/ß/g, 'ss');
  const words = plain.normalize('NFD').replace(/[\u0300-\u036f]/g, '').split(/[^a-z0-9]+/).filter(Boolean);
  const short = words.slice(0, 6).join(joint).slice(0, 48).replace(/[_-]+$/, '');
  return /^[a-z]/.test(short) ? short : '';
}

export function freeId(wanted: string, taken: ReadonlySet<string>, joint: '_' | '-' = '_'): string {
  let free = wanted;
  for (let n = 2; taken.has(free); n++) free = `${wanted}${joint}${n}`;
  return free;
}

export const sectionIds = (doc: Doc): Set<string> => new Set(sectionsOf(doc).map((one) => asText(one['id'])));
export const questionIds = (doc: Doc): Set<string> =>
  new Set(sectionsOf(doc).flatMap(questionsOf).map((one) => asText(one['id'])));

/** Where a question is named by its id: in conditions, as the start of a clock, as what tells entries apart. */
const NAMING = new Set(['q', 'start', 'by']);

/** Conditions, clocks and repeats go on meaning the question they meant. */
export function renamedQuestion(node: unknown, before: string, after: string): unknown {
  if (Array.isArray(node)) return node.map((one) => renamedQuestion(one, before, after));
  if (!isThing(node)) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, NAMING.has(key) && value === before ? after : renamedQuestion(value, before, after)]),
  );
}

export function asWords(doc: Doc, words: unknown): Text {
  const main = asText(doc['language']) || 'en';
  if (isThing(words)) return Object.fromEntries(Object.entries(words).map(([language, text]) => [language, asText(text)]));
  return words === undefined || words === null ? {} : { [main]: asText(words) };
}
