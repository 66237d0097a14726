/** "Chrome, Android" from a user agent: enough to recognise one's own phone, no more is wanted. */
const BROWSERS: readonly [RegExp, string][] = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const SYSTEMS: readonly [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'Mac'],
  [/Linux|X11/, 'Linux'],
];

function first(list: readonly [RegExp, string][], agent: string): string | undefined {
  return list.find(([pattern]) => pattern.test(agent))?.[1];
}

export function deviceName(agent: string | null): string | null {
  const parts = [first(BROWSERS, agent ?? ''), first(SYSTEMS, agent ?? '')].filter(Boolean);
  return parts.length > 0 ? parts.join(', ') : null;
}
