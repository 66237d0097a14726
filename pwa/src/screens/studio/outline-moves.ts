/** Adding, moving, copying and removing sections and questions: the document after it, and what is chosen then. */
import { asText, freeId, questionIds, questionsOf, sectionIds, sectionsOf, write, type Doc, type Thing } from './document';
import { samePlace, type Place } from './place';

export type Moved = { doc: Doc; at: Place } | null;

const withSections = (doc: Doc, sections: readonly Thing[]): Doc => ({ ...doc, sections });

function inserted<T>(list: readonly T[], at: number, one: T): T[] {
  return [...list.slice(0, at), one, ...list.slice(at)];
}
function without<T>(list: readonly T[], at: number): T[] {
  return list.filter((_, index) => index !== at);
}

export function addSection(doc: Doc, at: Place, touchpoint: string): Moved {
  const sections = sectionsOf(doc);
  const place = at.section === null ? sections.length : at.section + 1;
  const id = freeId(`section_${sections.length + 1}`, sectionIds(doc));
  const fresh = { id, ...(touchpoint && { touchpoint }), questions: [] };
  return { doc: withSections(doc, inserted(sections, place, fresh)), at: { section: place, question: null } };
}

export function addQuestion(doc: Doc, at: Place): Moved {
  const sections = sectionsOf(doc);
  const section = at.section ?? sections.length - 1;
  if (section < 0) return null;
  const questions = questionsOf(sections[section]!);
  const place = at.section === null || at.question === null ? questions.length : at.question + 1;
  const taken = questionIds(doc);
  const fresh = { id: freeId(`question_${taken.size + 1}`, taken), type: 'yes_no' };
  return putQuestions(doc, section, inserted(questions, place, fresh), place);
}

function putQuestions(doc: Doc, section: number, questions: readonly Thing[], question: number | null): Moved {
  return { doc: write(doc, ['sections', section, 'questions'], questions) as Doc, at: { section, question } };
}

export function remove(doc: Doc, at: Place): Moved {
  const sections = sectionsOf(doc);
  if (at.section === null) return null;
  if (at.question === null) {
    const left = without(sections, at.section);
    return { doc: withSections(doc, left), at: { section: left.length > 0 ? Math.min(at.section, left.length - 1) : null, question: null } };
  }
  const left = without(questionsOf(sections[at.section]!), at.question);
  return putQuestions(doc, at.section, left, left.length > 0 ? Math.min(at.question, left.length - 1) : null);
}

export function copyQuestion(doc: Doc, at: Place): Moved {
  if (at.section === null || at.question === null) return null;
  const questions = questionsOf(sectionsOf(doc)[at.section]!);
  const one = questions[at.question]!;
  const copy = { ...one, id: freeId(asText(one['id']) || 'question', questionIds(doc)) };
  return putQuestions(doc, at.section, inserted(questions, at.question + 1, copy), at.question + 1);
}

/** A question at the end of its section goes on into the next one. */
export function move(doc: Doc, at: Place, by: -1 | 1): Moved {
  const sections = sectionsOf(doc);
  if (at.section === null) return null;
  if (at.question === null) {
    const to = at.section + by;
    if (to < 0 || to >= sections.length) return null;
    return { doc: withSections(doc, inserted(without(sections, at.section), to, sections[at.section]!)), at: { section: to, question: null } };
  }
  const questions = questionsOf(sections[at.section]!);
  const one = questions[at.question]!;
  const to = at.question + by;
  if (to >= 0 && to < questions.length) return putQuestions(doc, at.section, inserted(without(questions, at.question), to, one), to);
  const other = at.section + by;
  if (other < 0 || other >= sections.length) return null;
  const there = questionsOf(sections[other]!);
  const place = by === 1 ? 0 : there.length;
  const left = write(doc, ['sections', at.section, 'questions'], without(questions, at.question)) as Doc;
  return putQuestions(left, other, inserted(there, place, one), place);
}

/** To the gap before `to`: of a section's questions where that names one or the place behind the last, else of the sections. */
export function moveTo(doc: Doc, from: Place, to: { section: number; question: number | null }): Moved {
  const sections = sectionsOf(doc);
  if (from.section === null || !sections[from.section]) return null;
  if (from.question === null || to.question === null) return from.question === to.question ? moveSection(doc, from.section, to.section) : null;
  const questions = questionsOf(sections[from.section]!);
  const one = questions[from.question];
  const behind = to.section === from.section && to.question > from.question;
  const at = { section: to.section, question: behind ? to.question - 1 : to.question };
  if (!one || !sections[to.section] || samePlace(at, from)) return null;
  const left = write(doc, ['sections', from.section, 'questions'], without(questions, from.question)) as Doc;
  return putQuestions(left, at.section, inserted(questionsOf(sectionsOf(left)[at.section]!), at.question, one), at.question);
}

function moveSection(doc: Doc, from: number, gap: number): Moved {
  const sections = sectionsOf(doc);
  const to = gap > from ? gap - 1 : gap;
  if (to === from) return null;
  return { doc: withSections(doc, inserted(without(sections, from), to, sections[from]!)), at: { section: to, question: null } };
}
