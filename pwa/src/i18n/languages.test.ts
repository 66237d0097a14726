/** A language that lacks a word would show English in the middle of a sentence; one that loses a {name} would lose what it says. */
import { expect, test } from 'vitest';
import type { Area, Message, Texts } from './areas';
import { LANGUAGES, spoken } from './languages';

const files = import.meta.glob<Record<string, Texts>>('./en/*.ts', { eager: true });
const english = Object.entries(files).map(([path, words]) => [path.slice(5, -3) as Area, Object.values(words)[0]!] as const);

function places(message: Message): string[] {
  const forms = typeof message === 'string' ? [message] : Object.values(message);
  return [...new Set(forms.flatMap((form) => form.match(/\{\w+\}/g) ?? []))].sort();
}

/** A form for one may leave out the number. */
function lost(theirs: Message, ours: Message): string[] {
  const held = places(theirs);
  return places(ours).filter((place) => !held.includes(place));
}

const others = LANGUAGES.filter(({ id }) => spoken(id).load);

test('English has words, and somebody reads something else', () => {
  expect(english.length).toBeGreaterThan(10);
  expect(others.map(({ id }) => id)).toContain('de');
});

test.each(others.flatMap(({ id }) => english.map(([area]) => [id, area] as const)))('%s has every word of "%s"', async (id, area) => {
  const ours = english.find(([name]) => name === area)![1];
  const { areas } = await spoken(id).load!();
  const theirs = await areas[area]!();
  expect(Object.keys(theirs).sort()).toEqual(Object.keys(ours).sort());
  expect(Object.keys(ours).filter((key) => lost(theirs[key]!, ours[key]!).length + lost(ours[key]!, theirs[key]!).length > 0)).toEqual([]);
});
