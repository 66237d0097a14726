/** The hand-written vectors hold in TypeScript; tests/domain/test_vectors.py holds them in Python. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openItems, scoreVisit, walk, type Answers, type Definition, type PhotoCounts } from './index';

type Case = { name: string; answers: Answers; photos: PhotoCounts; expect: Record<string, unknown> };
type Vector = { about: string; definition: Definition; cases: Case[] };

const FOLDER = join(import.meta.dirname, '../../../tests/vectors');
const vectors = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as Vector);

function facts(definition: Definition, { answers, photos }: Case): Record<string, unknown> {
  const card = scoreVisit(definition, answers, photos);
  return {
    overall: card.overall.tenths,
    exact: `${card.overall.num}/${card.overall.den}`,
    outcome: card.outcome ?? 'n/a',
    band: card.band ?? 'n/a',
    delight: card.delight.tenths,
    renormalised: card.renormalised,
    reasons: card.reasons.map(({ code, id }) => `${code} ${id}`),
    sections: Object.fromEntries(card.sections.map(({ id, score }) => [id, score.tenths])),
    counts: card.counts,
    points: Object.fromEntries(card.questions.map(({ id, points }) => [id, points])),
    hidden: walk(definition, answers, photos)
      .filter(({ state }) => state === 'hidden')
      .map(({ key }) => key),
    open: openItems(definition, answers, photos).map(({ question_id, code }) => `${question_id} ${code}`),
  };
}

it('finds vectors', () => expect(vectors.length).toBeGreaterThan(5));

for (const vector of vectors) {
  describe(vector.about, () => {
    for (const one of vector.cases) {
      it(one.name, () => expect(facts(vector.definition, one)).toMatchObject(one.expect));
    }
  });
}
