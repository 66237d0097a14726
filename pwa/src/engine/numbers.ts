/** Which numbers count as numbers; step for step like backend/domain/exact.py. */

const LARGEST = 10 ** 15;

export function isNumber(value: unknown): value is number {
  return typeof value === 'number' && value >= -LARGEST && value <= LARGEST;
}

export function isWhole(value: unknown): value is number {
  return isNumber(value) && value === Math.floor(value);
}

export function hasDecimalsAtMost(value: number, decimals: number): boolean {
  const scale = 10 ** decimals;
  return Math.floor(value * scale + 0.5) / scale === value;
}
