import { expect, test } from 'vitest';
import { fromWall, toWall } from './zone';

test.each([
  ['2026-07-01T10:00', 'Europe/London', '2026-07-01T09:00:00.000Z'],
  ['2026-11-24T10:00', 'Europe/Berlin', '2026-11-24T09:00:00.000Z'],
  ['2026-03-29T03:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
  ['2026-11-24T10:00', 'America/New_York', '2026-11-24T15:00:00.000Z'],
])('%s in %s is %s and back', (wall, zone, iso) => {
  expect(fromWall(wall, zone)).toBe(iso);
  expect(toWall(iso, zone)).toBe(wall);
});
