/** A length of time in words, by its two largest parts: "3 h 12 min", "45 s", "2 days 4 h". h, min and s are the same in all our languages. */
import { language } from '../i18n';

const DAY = 86_400;

function days(n: number): string {
  return new Intl.NumberFormat(language.value, { style: 'unit', unit: 'day', unitDisplay: 'long' }).format(n);
}

/** The same behind "after", "in" or "within": German bends the days there. */
export function spanAfter(seconds: number): string {
  return language.value === 'de' ? spanWords(seconds).replace('Tage', 'Tagen') : spanWords(seconds);
}

export function spanWords(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const parts: [number, (n: number) => string][] = [
    [Math.floor(whole / DAY), days],
    [Math.floor(whole / 3600) % 24, (n) => `${n} h`],
    [Math.floor(whole / 60) % 60, (n) => `${n} min`],
    [whole % 60, (n) => `${n} s`],
  ];
  const first = parts.findIndex(([n]) => n > 0);
  if (first < 0) return '0\u00a0s';
  return parts
    .slice(first, first + 2)
    .filter(([n]) => n > 0)
    .map(([n, words]) => words(n).replace(' ', '\u00a0'))
    .join(' ');
}

/** As a stopwatch shows it: "03:12", "1:03:12". */
export function figures(seconds: number): string {
  const whole = Math.floor(seconds);
  const two = (n: number): string => String(n).padStart(2, '0');
  const rest = [two(Math.floor(whole / 60) % 60), two(whole % 60)];
  return (whole < 3600 ? rest : [String(Math.floor(whole / 3600)), ...rest]).join(':');
}
