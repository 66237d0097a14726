/** What the preview makes of a draft is what the server makes of it: whole definitions come out as they went in. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Definition } from '../../engine';
import { compile } from './compile';

const FOLDER = join(import.meta.dirname, '../../../../tests/vectors');
const vectors = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as { about: string; definition: Definition });

describe('a whole definition stays what it is', () => {
  for (const { about, definition } of vectors) it(about, () => expect(compile(definition)).toEqual(definition));

  it('also where a section is asked several times, and where a clock runs', () => {
    const sections = vectors.flatMap(({ definition }) => definition.sections);
    expect(sections.some((section) => section.repeat)).toBe(true);
    expect(sections.some((section) => section.questions.some((question) => question.clock))).toBe(true);
  });
});
