/**
 * Entries of a repeated section: one for each of several things met, and the answer keys that carry them.
 * Twin of backend/domain/entries.py. A key is a question's id; in a repeated section the entry stands behind it.
 */

import { typeOf } from './questions';
import type { Answer, Answers, Definition, Question, Section } from './types';

/** An ordinal, and what a phone adds to it so that two devices never mean the same entry: `2k3f9`. */
const ENTRY = /^([1-9][0-9]?)([a-z0-9]{0,6})$/;
const LAST_ORDINAL = 99;
const LETTERS = 'abcdefghijkmnpqrstuvwxyz';

export function questionOf(key: string): string {
  return key.split('@', 1)[0] as string;
}

export function entryOf(key: string): string | null {
  const at = key.indexOf('@');
  return at < 0 || at === key.length - 1 ? null : key.slice(at + 1);
}

export function keyOf(questionId: string, entry: string | null): string {
  return entry === null ? questionId : `${questionId}@${entry}`;
}

/** The questions that are asked once for each entry. */
export function repeatedIds(definition: Definition): ReadonlySet<string> {
  const repeated = definition.sections.filter((section) => section.repeat);
  return new Set(repeated.flatMap((section) => section.questions.map((question) => question.id)));
}

/** The entries of a repeated section in order: those that say what they are about, and blank ones up to `min`. */
export function entriesOf(section: Section, answers: Answers): string[] {
  const by = section.questions[0];
  if (!by || !section.repeat) return [];
  const prefix = `${by.id}@`;
  const found = Object.entries(answers)
    .filter(([key, answer]) => key.startsWith(prefix) && answer.state === 'answered' && fits(by, answer))
    .map(([key]) => key.slice(prefix.length))
    .filter((entry) => ENTRY.test(entry));
  const blanks = free(prefix, answers).slice(0, Math.max(section.repeat.min - found.length, 0));
  return [...found, ...blanks].sort(inOrder);
}

function fits(question: Question, { value }: Answer): boolean {
  return typeOf(question).check(question, value ?? null) === null;
}

/** Ordinals nobody ever used: a removed entry keeps its answers, so its place is not given away. */
function free(prefix: string, answers: Answers): string[] {
  const ordinals = Array.from({ length: LAST_ORDINAL }, (_, index) => String(index + 1));
  return ordinals.filter((ordinal) => !Object.hasOwn(answers, `${prefix}${ordinal}`));
}

function inOrder(one: string, other: string): number {
  const [first, second] = [placeOf(one), placeOf(other)];
  return first.ordinal - second.ordinal || (first.rest < second.rest ? -1 : first.rest > second.rest ? 1 : 0);
}

function placeOf(entry: string): { ordinal: number; rest: string } {
  const [, ordinal, rest] = ENTRY.exec(entry) ?? [];
  return { ordinal: Number(ordinal ?? 0), rest: rest ?? entry };
}

/** A name for one more entry, behind all others; the letters keep it apart from one made elsewhere meanwhile. */
export function newEntry(existingKeys: Iterable<string>): string {
  const ordinals = [...existingKeys].map((key) => placeOf(entryOf(key) ?? '').ordinal);
  const next = Math.min(Math.max(0, ...ordinals) + 1, LAST_ORDINAL);
  const random = crypto.getRandomValues(new Uint8Array(5));
  return next + [...random].map((byte) => LETTERS[byte % LETTERS.length]).join('');
}
