/** What ids tell, and what they must not. */
import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { keepFile } from '../photos/take';
import { newId } from './ids';

test('ids sort by the time they were made', () => {
  expect(newId(1_000_000) < newId(1_000_001)).toBe(true);
});

test("a photo's id does not tell when it was taken: centres see it", async () => {
  const place = { account: 'a', visit_id: 'v', question_id: null };
  const row = await keepFile(place, new File(['x'], 'a.jpg', { type: 'image/jpeg' }));
  expect(row.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
