/** The languages of the pages. One more is a folder like `de`, and a line here; the server knows which it may write in its letters. */
import type { Areas } from './areas';

interface Spoken {
  id: string;
  label: string;
  /** How dates and numbers are written. */
  locale: string;
  /** Only where it is read from right to left. */
  dir?: 'rtl';
  /** Fetched when somebody reads it; English comes with each page. */
  load?: () => Promise<{ areas: Areas }>;
}

export const LANGUAGES = [
  { id: 'en', label: 'English', locale: 'en-GB' },
  { id: 'de', label: 'Deutsch', locale: 'de-DE', load: () => import('./de') },
] as const satisfies readonly Spoken[];

export type Language = (typeof LANGUAGES)[number]['id'];

export function spoken(id: Language): Spoken {
  return LANGUAGES.find((one) => one.id === id) ?? LANGUAGES[0];
}
