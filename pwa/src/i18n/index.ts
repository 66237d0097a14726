/** Words. Keys are typed from the English files; screens loaded later bring their own words with `addTexts`. */
import { signal } from '@preact/signals';
import { common as commonDe } from './de/common';
import { common as commonEn } from './en/common';
import type { AccountTexts } from './en/account';
import type { CompareTexts } from './en/compare';
import type { OfficeTexts } from './en/office';
import type { ReviewTexts } from './en/review';
import type { VisitTexts } from './en/visit';

export type Language = 'en' | 'de';
/** Plain, or with a form for one: {n} picks it. */
export type Message = string | { one: string; other: string };
export type Texts = Readonly<Record<string, Message>>;
export type TextKey =
  | keyof typeof commonEn
  | keyof AccountTexts
  | keyof CompareTexts
  | keyof OfficeTexts
  | keyof ReviewTexts
  | keyof VisitTexts;
export type Params = Readonly<Record<string, string | number>>;

export const LANGUAGES: readonly { id: Language; label: string }[] = [
  { id: 'en', label: 'English' },
  { id: 'de', label: 'Deutsch' },
];

const texts: Record<Language, Record<string, Message>> = { en: { ...commonEn }, de: { ...commonDe } };

export function asLanguage(code: string | null | undefined): Language {
  return code?.toLowerCase().startsWith('de') ? 'de' : 'en';
}

export const language = signal<Language>(asLanguage(globalThis.navigator?.language));

export function setLanguage(code: string | null | undefined): void {
  language.value = asLanguage(code);
  if (globalThis.document) document.documentElement.lang = language.value;
}

export function addTexts(more: Readonly<Record<Language, Texts>>): void {
  Object.assign(texts.en, more.en);
  Object.assign(texts.de, more.de);
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
  const message = texts[language.value][`${prefix}.${code}`];
  return message === undefined ? code.replaceAll('_', ' ') : form(message, undefined);
}

export * from './format';
