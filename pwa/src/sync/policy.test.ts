import { expect, test } from 'vitest';
import { askedToWait, backOff } from './policy';

test('waiting doubles, ends at five minutes and is spread by a quarter each way', () => {
  expect([backOff(0, 0.5), backOff(3, 0.5), backOff(20, 0.5)]).toEqual([1000, 8000, 300_000]);
  expect([backOff(3, 0), backOff(3, 1)]).toEqual([6000, 10_000]);
});

test('Retry-After is read as seconds or as a date', () => {
  expect(askedToWait('7', 0)).toBe(7000);
  expect(askedToWait('Thu, 01 Jan 1970 00:00:09 GMT', 2000)).toBe(7000);
  expect([askedToWait(null, 0), askedToWait('soon', 0)]).toEqual([null, null]);
});
