/** Questions by words of theirs, of their section, or of what counts there: capitals, accents and the order of the words do not matter. */
import { localise, type Item } from '../../engine';

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

function best(text: string, wanted: readonly string[]): boolean {
  const whole = text.split(/[^\p{L}\p{N}]+/u);
  return wanted.every((word) => whole.includes(word));
}

/** Whole words of the question come first, then parts of them, then what only its section or its guidance says. */
export function found(items: readonly Item[], words: string, language: string): Item[] {
  const wanted = plain(words).split(/\s+/).filter(Boolean);
  const says = (text: string): boolean => wanted.every((word) => text.includes(word));
  const asked = (item: Item): string => plain(localise(item.question.text, language));
  const around = ({ question, section }: Item): string =>
    plain([section.title, question.guidance, question.good, question.poor].map((text) => localise(text, language)).join(' '));
  const rank = (item: Item): number => (best(asked(item), wanted) ? 0 : says(asked(item)) ? 1 : says(`${asked(item)} ${around(item)}`) ? 2 : 3);
  const ranked = items.map((item) => [rank(item), item] as const).filter(([n]) => n < 3);
  return ranked.sort(([a], [b]) => a - b).map(([, item]) => item);
}
