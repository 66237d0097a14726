/** Entries of a repeated section on the desk: which there are, and what each is called. */
import { entriesOf, entryOf, keyOf, localise, questionOf, type Answer, type Definition, type Section } from '../../engine';
import type { Visit } from '../../api/types';
import { language } from '../../i18n';

/** Every answer by its key. */
export function answersByKey(visit: Visit): Record<string, Answer> {
  return Object.fromEntries(visit.answers.map((answer) => [answer.question_id, answer as Answer]));
}

/** As they were scored; before a visit is scored, as they are answered. Once, and without a name, outside a repeated section. */
export function entriesIn(section: Section, visit: Visit): (string | null)[] {
  if (!section.repeat) return [null];
  if (!visit.score_card) return entriesOf(section, answersByKey(visit));
  const own = new Set(section.questions.map((question) => question.id));
  const scored = visit.score_card.questions.filter(({ id }) => own.has(questionOf(id)) && entryOf(id) !== null);
  return [...new Set(scored.map(({ id }) => entryOf(id)))];
}

/** "Person 2 · Adviser"; null outside a repeated section. */
export function entryTitle(section: Section, entry: string | null, visit: Visit): string | null {
  if (!section.repeat || entry === null) return null;
  const label = localise(section.repeat.label, language.value);
  const place = entriesIn(section, visit).indexOf(entry) + 1;
  const by = visit.answers.find((answer) => answer.question_id === keyOf(section.repeat!.by, entry));
  const option = by?.state === 'answered' && section.questions[0]?.options?.find(({ id }) => id === by.value);
  const name = place > 0 ? `${label} ${place}` : label;
  return option ? `${name} · ${localise(option.label, language.value)}` : name;
}

/** The question or section that an id of the score card means, with the entry it was asked in. */
export function nameOf(definition: Definition, visit: Visit, id: string): string {
  for (const section of definition.sections) {
    if (section.id === id) return localise(section.title, language.value);
    const question = section.questions.find((one) => one.id === questionOf(id));
    const words = question && localise(question.text, language.value);
    if (words) return [entryTitle(section, entryOf(id), visit), words].filter(Boolean).join(': ');
  }
  return id;
}
