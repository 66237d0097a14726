import { expect, test } from 'vitest';
import { toCsv } from './csv';

test('quotes what needs quotes and leaves the rest alone', () => {
  expect(toCsv([['Park Lane', 84.5, null], ['Say "hi", all', true, 3]])).toBe(
    '\ufeffPark Lane,84.5,\r\n"Say ""hi"", all",true,3\r\n',
  );
});

test('a text that looks like a formula stays a text, a negative number a number', () => {
  expect(toCsv([['=1+1', '@sum', -3.5]])).toBe("\ufeff'=1+1,'@sum,-3.5\r\n");
});
