/** Exact fractions over BigInt, always reduced and with a positive denominator. */

export type Fraction = { readonly num: bigint; readonly den: bigint };

export const ZERO: Fraction = { num: 0n, den: 1n };
const THOUSAND = 1000;

function divisor(a: bigint, b: bigint): bigint {
  return b === 0n ? (a < 0n ? -a : a) : divisor(b, a % b);
}

export function fraction(num: bigint, den: bigint): Fraction {
  const common = divisor(num, den) * (den < 0n ? -1n : 1n);
  return { num: num / common, den: den / common };
}

export function whole(value: number): Fraction {
  return { num: BigInt(value), den: 1n };
}

/** Checklists carry at most three decimals, so every number is a whole number of thousandths. */
export function exact(value: number): Fraction {
  return fraction(BigInt(Math.floor(value * THOUSAND + 0.5)), BigInt(THOUSAND));
}

export function add(a: Fraction, b: Fraction): Fraction {
  return fraction(a.num * b.den + b.num * a.den, a.den * b.den);
}

export function times(a: Fraction, b: Fraction): Fraction {
  return fraction(a.num * b.num, a.den * b.den);
}

export function over(a: Fraction, b: Fraction): Fraction {
  return fraction(a.num * b.den, a.den * b.num);
}

/** Below, equal or above, as a negative number, zero or a positive number. */
export function compare(a: Fraction, b: Fraction): number {
  const difference = a.num * b.den - b.num * a.den;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function lower(a: Fraction, b: Fraction): Fraction {
  return compare(a, b) <= 0 ? a : b;
}

export function higher(a: Fraction, b: Fraction): Fraction {
  return compare(a, b) >= 0 ? a : b;
}

export function total(values: readonly Fraction[]): Fraction {
  return values.reduce(add, ZERO);
}

export function highest(values: readonly Fraction[]): Fraction {
  return values.reduce(higher, ZERO);
}

export function asNumber(value: Fraction): number {
  return Number(value.num) / Number(value.den);
}

/** Tenths of a percent, rounded half up, also below zero. */
export function tenths(value: Fraction): number {
  const num = 20n * value.num + value.den;
  const den = 2n * value.den;
  const cut = num / den;
  return Number(num % den < 0n ? cut - 1n : cut);
}
