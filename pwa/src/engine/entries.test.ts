/** Names of new entries and what keys mean; the order and the number of entries are in tests/vectors and the twin test. */

import { describe, expect, it } from 'vitest';
import { entryOf, keyOf, newEntry, questionOf } from './entries';

describe('a key', () => {
  it('is a question, and maybe an entry', () => {
    expect([questionOf('warm@2k3'), entryOf('warm@2k3'), keyOf('warm', '2k3')]).toEqual(['warm', '2k3', 'warm@2k3']);
    expect([questionOf('sent'), entryOf('sent'), keyOf('sent', null)]).toEqual(['sent', null, 'sent']);
    expect(entryOf('sent@')).toBeNull();
  });
});

describe('a new entry', () => {
  it('comes behind all that ever were, removed ones too', () => {
    expect(newEntry([])).toMatch(/^1[a-z]{5}$/);
    expect(newEntry(['role@2k3f9', 'role@1', 'sent'])).toMatch(/^3[a-z]{5}$/);
    expect(newEntry(['role@9', 'role@10'])).toMatch(/^11[a-z]{5}$/);
    expect(newEntry(['role@99'])).toMatch(/^99[a-z]{5}$/);
  });

  it('is never the one that another phone makes meanwhile', () => {
    expect(new Set(Array.from({ length: 200 }, () => newEntry(['role@1']))).size).toBe(200);
  });
});
