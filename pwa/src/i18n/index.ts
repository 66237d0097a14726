/** Words. Keys are typed from the English files; screens loaded later bring their own words with `addTexts`. */
import { signal } from '@preact/signals';
import { common as commonEn } from './en/common';
import type { AccountTexts } from './en/account';
import type { CompareTexts } from './en/compare';
import type { DiscreetTexts } from './en/discreet';
import type { NoticesTexts } from './en/notices';
import type { ObservingTexts } from './en/observing';
import type { OfficeTexts } from './en/office';
import type { PhotosTexts } from './en/photos';
import type { RareTexts } from './en/rare';
import type { ReviewTexts } from './en/review';
import type { SeenTexts } from './en/seen';
import type { SignInTexts } from './en/sign-in';
import type { StudioTexts } from './en/studio';
import type { SyncHelpTexts } from './en/sync-help';
import type { VisitTexts } from './en/visit';
import type { WaitingTexts } from './en/waiting';

export type Language = 'en' | 'de';
/** Plain, or with a form for one: {n} picks it. */
export type Message = string | { one: string; other: string };
export type Texts = Readonly<Record<string, Message>>;
export type TextKey =
  | keyof typeof commonEn
  | keyof AccountTexts
  | keyof CompareTexts
  | keyof DiscreetTexts
  | keyof NoticesTexts
  | keyof ObservingTexts
  | keyof OfficeTexts
  | keyof PhotosTexts
  | keyof RareTexts
  | keyof ReviewTexts
  | keyof SeenTexts
  | keyof SignInTexts
  | keyof StudioTexts
  | keyof SyncHelpTexts
  | keyof VisitTexts
  | keyof WaitingTexts;
export type Params = Readonly<Record<string, string | number>>;

export const LANGUAGES: readonly { id: Language; label: string }[] = [
  { id: 'en', label: 'English' },
  { id: 'de', label: 'Deutsch' },
];

type Fetch = () => Promise<Texts>;

const texts: Record<Language, Record<string, Message>> = { en: { ...commonEn }, de: {} };
/** German is fetched when somebody reads German: most of a phone's first load would be words nobody there reads. */
let unread: Fetch[] = [() => import('./de/common').then((m) => m.common), () => import('./de/refused').then((m) => m.refused)];

export function asLanguage(code: string | null | undefined): Language {
  return code?.toLowerCase().startsWith('de') ? 'de' : 'en';
}

export const language = signal<Language>(asLanguage(globalThis.navigator?.language));

/** What the page is changing over to, before its words are there. */
let latest: Language | null = null;

/** Until a language's words are there, English stands in; a fetch that failed is tried again the next time. */
export async function loadTexts(wanted: Language = latest ?? language.peek()): Promise<void> {
  if (wanted !== 'de') return;
  const asked = unread;
  unread = [];
  await Promise.all(asked.map((fetch) => fetch().then((found) => Object.assign(texts.de, found), () => unread.push(fetch))));
}

/** The page changes over when the words are there; of two changes in a row the last one counts. */
export async function setLanguage(code: string | null | undefined): Promise<void> {
  const wanted = (latest = asLanguage(code));
  await loadTexts(wanted);
  if (latest !== wanted) return;
  language.value = wanted;
  if (globalThis.document) document.documentElement.lang = wanted;
}

export function addTexts(more: { en: Texts; de: Fetch }): void {
  Object.assign(texts.en, more.en);
  unread.push(more.de);
}

function form(message: Message, n: unknown): string {
  if (typeof message === 'string') return message;
  return typeof n === 'number' && new Intl.PluralRules(language.value).select(n) === 'one' ? message.one : message.other;
}

function fill(text: string, params: Params): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}

export function t(key: TextKey, params: Params = {}): string {
  const message = texts[language.value][key] ?? texts.en[key];
  return message === undefined ? key : fill(form(message, params['n']), params);
}

/** For keys built from the server's codes ("status.approved"): the code itself when a newer server knows more than we do. */
export function tCode(prefix: string, code: string): string {
  const key = `${prefix}.${code}`;
  const message = texts[language.value][key] ?? texts.en[key];
  return message === undefined ? code.replaceAll('_', ' ') : form(message, undefined);
}

/**
 * The words for a code of the server's refusals, where this language has its own; else null, and the server's sentence stands.
 * `kind` says which of a code's sentences is meant, `values` what stands in it.
 */
export function refusalWords(code: string, kind = '', values: Params = {}): string | null {
  const known = texts[language.value];
  const message = known[`refused.${code}.${kind}`] ?? known[`refused.${code}`];
  return message === undefined ? null : fill(form(message, undefined), values);
}

export * from './format';
