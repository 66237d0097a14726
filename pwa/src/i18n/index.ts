/** Words. Keys are typed from the English files; screens loaded later bring their own words with `addTexts`. */
import { signal } from '@preact/signals';
import type { Area, Message, TextKey, Texts } from './areas';
import { common } from './en/common';
import { LANGUAGES, spoken, type Language } from './languages';

export type Params = Readonly<Record<string, string | number>>;

type Known = Record<string, Message>;

const texts: Partial<Record<Language, Known>> & { en: Known } = { en: { ...common } };
/** Areas that a page of this app has asked for so far. */
const used = new Set<Area>(['common', 'refused']);
/** Other languages are fetched when somebody reads them: most of a phone's first load would be words nobody there reads. */
const fetched = new Map<string, Promise<void>>();

export function asLanguage(code: string | null | undefined): Language {
  return LANGUAGES.find(({ id }) => code?.toLowerCase().startsWith(id))?.id ?? 'en';
}

export const language = signal<Language>(asLanguage(globalThis.navigator?.language));

async function fetchArea(wanted: Language, area: Area): Promise<void> {
  const found = await spoken(wanted).load?.();
  Object.assign((texts[wanted] ??= {}), await found?.areas[area]?.());
}

/** What the page is changing over to, before its words are there. */
let latest: Language | null = null;

/** Until a language's words are there, English stands in; a fetch that failed is tried again the next time. */
export async function loadTexts(wanted: Language = latest ?? language.peek()): Promise<void> {
  const each = [...used].map((area) => {
    const name = `${wanted}/${area}`;
    const asked = fetched.get(name) ?? fetchArea(wanted, area).catch(() => void fetched.delete(name));
    fetched.set(name, asked);
    return asked;
  });
  await Promise.all(each);
}

/** The page changes over when the words are there; of two changes in a row the last one counts. */
export async function setLanguage(code: string | null | undefined): Promise<void> {
  const wanted = (latest = asLanguage(code));
  await loadTexts(wanted);
  if (latest !== wanted) return;
  language.value = wanted;
  if (globalThis.document) Object.assign(document.documentElement, { lang: wanted, dir: spoken(wanted).dir ?? 'ltr' });
}

/** What a page brings along: its English words, and the name of the file other languages have for them. */
export function addTexts(area: Area, english: Texts): void {
  Object.assign(texts.en, english);
  used.add(area);
}

function form(message: Message, n: unknown): string {
  if (typeof message === 'string') return message;
  return typeof n === 'number' && new Intl.PluralRules(language.value).select(n) === 'one' ? message.one : message.other;
}

function fill(text: string, params: Params): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}

export function t(key: TextKey, params: Params = {}): string {
  const message = texts[language.value]?.[key] ?? texts.en[key];
  return message === undefined ? key : fill(form(message, params['n']), params);
}

/** For keys built from the server's codes ("status.approved"): the code itself when a newer server knows more than we do. */
export function tCode(prefix: string, code: string): string {
  const key = `${prefix}.${code}`;
  const message = texts[language.value]?.[key] ?? texts.en[key];
  return message === undefined ? code.replaceAll('_', ' ') : form(message, undefined);
}

/**
 * The words for a code of the server's refusals, where this language has its own; else null, and the server's sentence stands.
 * `kind` says which of a code's sentences is meant, `values` what stands in it.
 */
export function refusalWords(code: string, kind = '', values: Params = {}): string | null {
  const known = texts[language.value];
  const message = known?.[`refused.${code}.${kind}`] ?? known?.[`refused.${code}`];
  return message === undefined ? null : fill(form(message, undefined), values);
}

export type { Message, TextKey, Texts } from './areas';
export * from './format';
export { LANGUAGES, type Language } from './languages';
