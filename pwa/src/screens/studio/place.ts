/** Places in the outline: the checklist, a section, a question. */
import { questionsOf, sectionsOf, type Doc, type Path } from './document';

export type Place = { section: number | null; question: number | null };

export const WHOLE: Place = { section: null, question: null };

export const samePlace = (one: Place, other: Place): boolean => one.section === other.section && one.question === other.question;

/** "/sections/1/questions/0/text" is a place in the outline and a field in the editor. */
export function placeOf(pointer: string): Place {
  const found = /^\/sections\/(\d+)(?:\/questions\/(\d+))?/.exec(pointer);
  if (!found) return WHOLE;
  return { section: Number(found[1]), question: found[2] === undefined ? null : Number(found[2]) };
}

/** "", "2" or "2.5". */
export function keyOfPlace({ section, question }: Place): string {
  if (section === null) return '';
  return question === null ? String(section) : `${section}.${question}`;
}

export function placeOfKey(key: string): Place {
  const [section, question] = key.split('.');
  return { section: section ? Number(section) : null, question: question === undefined ? null : Number(question) };
}

export const pathOf = (pointer: string): Path => pointer.split('/').slice(1).map((step) => (/^\d+$/.test(step) ? Number(step) : step));

export function pathOfPlace({ section, question }: Place): Path {
  if (section === null) return [];
  return question === null ? ['sections', section] : ['sections', section, 'questions', question];
}

/** After a step back the chosen place may be gone. */
export function fitting(doc: Doc, at: Place): Place {
  const section = at.section === null ? undefined : sectionsOf(doc)[at.section];
  if (!section) return WHOLE;
  const there = at.question !== null && at.question < questionsOf(section).length;
  return { section: at.section, question: there ? at.question : null };
}
