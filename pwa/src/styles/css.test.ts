/** A page that is read from right to left is the same page turned round: nothing may say left or right. */
import { expect, test } from 'vitest';

const sheets = import.meta.glob<string>('../**/*.css', { eager: true, query: '?raw', import: 'default' });
const SIDE = /^\s*(?:(?:margin|padding|border)-(?:left|right)\b|(?:left|right)\s*:|float\s*:|text-align\s*:\s*(?:left|right))/;

test('there are stylesheets to look at', () => expect(Object.keys(sheets).length).toBeGreaterThan(20));

test.each(Object.keys(sheets))('%s speaks of start and end', (name) => {
  expect(sheets[name]!.split('\n').filter((line) => SIDE.test(line))).toEqual([]);
});
