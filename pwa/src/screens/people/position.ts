/** Where a centre lies, as somebody types it: two figures, or both at once as maps give them ("51.5072, -0.1276"). */
export interface Position {
  lat: number;
  lon: number;
}

export type PositionProblem = 'one_missing' | 'not_lat' | 'not_lon';

const FIGURE = /^[+-]?\d{1,3}([.,]\d+)?$/;
const PAIR = /^\s*([+-]?\d{1,3}\.\d+)\s*[,;\s]\s*([+-]?\d{1,3}\.\d+)\s*$/;

/** Both figures of what was pasted into one field, or null where it is one figure. */
export function pairOf(text: string): [lat: string, lon: string] | null {
  const found = PAIR.exec(text.replace(/°/g, ''));
  return found ? [found[1]!, found[2]!] : null;
}

function figureOf(text: string, most: number): number | null {
  const plain = text.trim().replace('−', '-').replace(/°$/, '');
  const figure = FIGURE.test(plain) ? Number(plain.replace(',', '.')) : NaN;
  return Math.abs(figure) <= most ? figure : null;
}

/** The position, null where both fields are empty, or what is wrong. */
export function readPosition(lat: string, lon: string): Position | null | PositionProblem {
  if (!lat.trim() && !lon.trim()) return null;
  if (!lat.trim() || !lon.trim()) return 'one_missing';
  const [north, east] = [figureOf(lat, 90), figureOf(lon, 180)];
  if (north === null) return 'not_lat';
  return east === null ? 'not_lon' : { lat: north, lon: east };
}

/** Five decimals are a metre: more says nothing about a house. */
export const asTyped = (figure: number | null): string => (figure === null ? '' : String(Math.round(figure * 1e5) / 1e5));
