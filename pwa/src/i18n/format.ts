/** Dates and numbers as the reader writes them. A visit's times are told in the time zone of its centre. */
import { language } from './index';
import { spoken } from './languages';

const locale = (): string => spoken(language.value).locale;
const cache = new Map<string, Intl.DateTimeFormat>();

type Zone = string | undefined;

function formatter(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language.value + JSON.stringify(options);
  let found = cache.get(key);
  if (!found) cache.set(key, (found = new Intl.DateTimeFormat(locale(), options)));
  return found;
}

/** A plain date ("2026-11-24") has no zone: read as UTC noon it is the same day everywhere. */
function moment(iso: string): { at: Date; plain: boolean } {
  const plain = iso.length === 10;
  return { at: new Date(plain ? `${iso}T12:00:00Z` : iso), plain };
}

function show(iso: string | null | undefined, options: Intl.DateTimeFormatOptions, zone: Zone): string {
  if (!iso) return '–';
  const { at, plain } = moment(iso);
  if (Number.isNaN(at.getTime())) return iso;
  return formatter({ ...options, timeZone: plain ? 'UTC' : zone }).format(at);
}

/** Tue 24 Nov */
export function formatDay(iso: string | null | undefined, zone?: Zone): string {
  return show(iso, { weekday: 'short', day: 'numeric', month: 'short' }, zone);
}

/** 24 Nov 2026 */
export function formatDate(iso: string | null | undefined, zone?: Zone): string {
  return show(iso, { day: 'numeric', month: 'short', year: 'numeric' }, zone);
}

/** 16:42 */
export function formatTime(iso: string | null | undefined, zone?: Zone): string {
  return show(iso, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, zone);
}

/** 24 Nov 2026, 16:42 */
export function formatDateTime(iso: string | null | undefined, zone?: Zone): string {
  return iso ? `${formatDate(iso, zone)}, ${formatTime(iso, zone)}` : '–';
}

export function formatNumber(value: number | null | undefined, decimals = 0): string {
  if (value === null || value === undefined) return '–';
  return new Intl.NumberFormat(locale(), {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(value);
}

/** "0.5" or "0,5": the figure as typed, with the reader's mark in it. */
export function withMark(figure: number): string {
  return String(figure).replace('.', formatNumber(0.5, 1).charAt(1));
}

/** A change carries its sign, a real minus and not a hyphen. */
export function formatChange(value: number, decimals = 1): string {
  const figure = formatNumber(Math.abs(value), decimals);
  return value > 0 ? `+${figure}` : value < 0 ? `−${figure}` : figure;
}

export function formatBytes(bytes: number): string {
  if (bytes < 1_000_000) return `${formatNumber(Math.max(1, bytes / 1000))} kB`;
  if (bytes >= 1_000_000_000) return `${formatNumber(bytes / 1_000_000_000, 1)} GB`;
  return `${formatNumber(bytes / 1_000_000, 1)} MB`;
}

const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** "in 3 hours", "2 days ago", "this minute" */
export function formatAgo(iso: string, now: number = Date.now()): string {
  const seconds = (new Date(iso).getTime() - now) / 1000;
  const words = new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' });
  for (const [unit, size] of STEPS)
    if (Math.abs(seconds) >= size) return words.format(Math.trunc(seconds / size), unit);
  return words.format(0, 'minute');
}
