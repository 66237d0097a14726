/** What somebody may type for the position of a centre. */
import { expect, test } from 'vitest';
import { asTyped, pairOf, readPosition } from './position';

test('two figures, with a point or a comma, a real minus or a hyphen', () => {
  expect(readPosition('51.5072', '-0.1276')).toEqual({ lat: 51.5072, lon: -0.1276 });
  expect(readPosition(' 51,5072 ', '−0,1276°')).toEqual({ lat: 51.5072, lon: -0.1276 });
  expect(readPosition('-90', '180')).toEqual({ lat: -90, lon: 180 });
});

test('nothing at all is no position, half of one is a mistake', () => {
  expect(readPosition('', ' ')).toBeNull();
  expect([readPosition('51.5', ''), readPosition('', '0.1')]).toEqual(['one_missing', 'one_missing']);
});

test('what lies nowhere on earth is said, figure by figure', () => {
  expect([readPosition('91', '0'), readPosition('north', '0'), readPosition('51.5 N', '0'), readPosition('1e1', '0')]).toEqual(Array(4).fill('not_lat'));
  expect([readPosition('51.5', '180.1'), readPosition('51.5', '1.2.3')]).toEqual(['not_lon', 'not_lon']);
});

test('both figures may be pasted at once, as maps give them', () => {
  expect(pairOf('51.5072, -0.1276')).toEqual(['51.5072', '-0.1276']);
  expect(pairOf(' 51.5072°  -0.1276° ')).toEqual(['51.5072', '-0.1276']);
  expect([pairOf('51,5072'), pairOf('51.5072'), pairOf('')]).toEqual([null, null, null]);
});

test('figures of a phone are cut to a metre', () => {
  expect([asTyped(51.507234567), asTyped(-0.1), asTyped(null)]).toEqual(['51.50723', '-0.1', '']);
});
