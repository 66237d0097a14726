import { expect, test } from 'vitest';
import type { Item, Section } from '../../engine';
import { found } from './find';

function item(key: string, text: string, guidance: string | null = null): Item {
  const section = { id: 's', title: { en: 'Empfang', de: 'Empfang' } } as unknown as Section;
  const question = { id: key, text: { en: text }, guidance: guidance && { en: guidance }, good: null, poor: null };
  return { key, entry: null, section, question } as unknown as Item;
}

const ITEMS = [item('a', 'Was point 22 kept?'), item('b', 'Was point 2 kept?'), item('c', 'Were you greeted at the café?', 'Within 2 minutes')];
const keys = (words: string): string[] => found(ITEMS, words, 'en').map(({ key }) => key);

test('whole words come before parts of them, and those before what counts', () => expect(keys('2')).toEqual(['b', 'a', 'c']));
test('capitals, accents and the order do not matter', () => expect(keys('CAFE greeted')).toEqual(['c']));
test('a section is found by its name', () => expect(keys('empfang')).toHaveLength(3));
test('every word has to be there', () => expect(keys('point café')).toEqual([]));
