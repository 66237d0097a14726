/** What a person says about the questions of raw answers, and how it goes to the server. */
import type { Item, Questions } from './types';

/** What stands in the list of dimensions beside their codes: not chosen yet, a name of one's own, left out. */
export const OPEN = '';
export const NEW = '+';
export const OUT = '-';

export type Said = {
  choice: string;
  /** Of a dimension that is not in the list. */
  name: string;
  reversed: boolean;
  /** Ends of the scale as they are typed; empty where the file's own scale holds. */
  low: string;
  high: string;
  touched: boolean;
};

const typed = (value: number | null): string => (value === null ? '' : String(value));
const numberOf = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text.trim().replace(',', '.')));

/** The suggestion, where nothing but words was answered to leave it out; what was said before about a question of the same code stays, also of a mended file. */
export function begin({ questions }: Questions, before: Readonly<Record<string, Said>> = {}): Record<string, Said> {
  const made = questions.map(({ code, answers, dimension, guess, reversed, scale_min, scale_max }): [string, Said] => {
    const choice = answers === 0 ? OUT : (dimension ?? (guess === 'before' ? OUT : OPEN));
    return [code, before[code] ?? { choice, name: '', reversed, low: typed(scale_min), high: typed(scale_max), touched: false }];
  });
  return Object.fromEntries(made);
}

function scaleOf({ low, high }: Said): { scale_min: number; scale_max: number } | null {
  const [scale_min, scale_max] = [numberOf(low), numberOf(high)];
  return scale_min < scale_max ? { scale_min, scale_max } : null;
}

/** Whether nothing is missing: a dimension or left out, and no scale or both of its ends in order. */
export function isReady(said: Said): boolean {
  if (said.choice === OUT) return true;
  if (said.choice === OPEN || (said.choice === NEW && !said.name.trim())) return false;
  return (said.low.trim() === '' && said.high.trim() === '') || scaleOf(said) !== null;
}

export function itemsOf(said: Readonly<Record<string, Said>>): Record<string, Item> {
  const items = Object.entries(said).map(([code, one]): [string, Item] => {
    if (one.choice === OUT) return [code, { dimension: null, reversed: false }];
    const dimension = one.choice === NEW ? one.name.trim() : one.choice;
    return [code, { dimension, reversed: one.reversed, ...scaleOf(one) }];
  });
  return Object.fromEntries(items);
}
