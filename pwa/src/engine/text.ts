/** Texts and percentages as people read them. */

import type { Text } from './types';

/** The text in the language asked for, else in its base language, else in the first one there is. */
export function localise(text: Text | null, language: string): string {
  if (text === null) return '';
  const base = language.split('-')[0] ?? language;
  return text[language] ?? text[base] ?? Object.values(text)[0] ?? '';
}

/** A unit may bring a form for one: “call|calls”. Nothing answered yet reads as many. */
export function unitFor(unit: string, value: unknown): string {
  const [one = '', many = one] = unit.split('|');
  return value === 1 ? one : many;
}

/** 845 → “84.5 %”; nothing assessed → “n/a”, in German “k. A.”. */
export function formatTenths(tenths: number | null, language: string): string {
  const german = language.startsWith('de');
  if (tenths === null) return german ? 'k. A.' : 'n/a';
  const size = Math.abs(tenths);
  const digits = `${Math.floor(size / 10)}${german ? ',' : '.'}${size % 10}`;
  return `${tenths < 0 ? '−' : ''}${digits}\u00a0%`;
}
