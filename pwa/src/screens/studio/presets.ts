/** Words and questions the studio can put into a checklist with one click; whoever writes it may change them all. */
import { asText, freeId, languagesOf, questionIds, type Doc, type Thing, type Words } from './document';

type Built = Readonly<Record<'en' | 'de', string>>;

const ROLES: readonly (Built & { id: string })[] = [
  { id: 'sales', en: 'Sales', de: 'Verkauf' },
  { id: 'service', en: 'Service', de: 'Service' },
  { id: 'reception', en: 'Reception', de: 'Empfang' },
  { id: 'workshop', en: 'Workshop', de: 'Werkstatt' },
  { id: 'management', en: 'Management', de: 'Leitung' },
  { id: 'other', en: 'Somebody else', de: 'Jemand anders' },
];
const WHICH_ROLE: Built = { en: 'What did this person do there?', de: 'Was machte diese Person dort?' };
const PERSON: Built = { en: 'Person', de: 'Person' };
const STARTED: Built = { en: 'When did it begin?', de: 'Wann hat es begonnen?' };

/** In the checklist's languages as far as they are built in; what is missing then is told as a problem. */
export function builtIn(doc: Doc, words: Built): Words {
  const languages = languagesOf(doc);
  const known = languages.filter((one): one is 'en' | 'de' => one === 'en' || one === 'de');
  if (languages.length === 1) return words[known[0] ?? 'en'];
  return Object.fromEntries(known.map((one) => [one, words[one]]));
}

export const personLabel = (doc: Doc): Words => builtIn(doc, PERSON);

/** Who was met, by what they do. It tells the entries of a repeated section apart, and is never scored. */
export function roleQuestion(doc: Doc): Thing {
  const options = ROLES.map((role) => ({ id: role.id, label: builtIn(doc, role) }));
  return { id: freeId('staff_role', questionIds(doc)), type: 'single_choice', text: builtIn(doc, WHICH_ROLE), scored: false, options };
}

export function startQuestion(doc: Doc): Thing {
  return { id: freeId('began_at', questionIds(doc)), type: 'timestamp', text: builtIn(doc, STARTED) };
}

/** Only such a question can tell the entries of a repeated section apart. */
export function tellsApart(question: Thing | undefined): boolean {
  if (!question || asText(question['type']) !== 'single_choice') return false;
  return question['visible_if'] === undefined && question['allow_na'] !== true && question['allow_not_observed'] !== true;
}
