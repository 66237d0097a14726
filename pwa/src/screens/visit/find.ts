/** Questions by words of theirs, of their section, or of what counts there: capitals, accents and the order of the words do not matter. */
import { localise, type Item } from '../../engine';

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** What the question itself says comes before what only its section or its guidance says. */
export function found(items: readonly Item[], words: string, language: string): Item[] {
  const wanted = plain(words).split(/\s+/).filter(Boolean);
  const says = (text: string): boolean => wanted.every((word) => text.includes(word));
  const asked = (item: Item): string => plain(localise(item.question.text, language));
  const around = ({ question, section }: Item): string =>
    plain([section.title, question.guidance, question.good, question.poor].map((text) => localise(text, language)).join(' '));
  const first = items.filter((item) => says(asked(item)));
  return [...first, ...items.filter((item) => !first.includes(item) && says(`${asked(item)} ${around(item)}`))];
}
