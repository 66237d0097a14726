/** Seconds of a clock. The twin test compares the states of clocks with the server's. */

import { expect, it } from 'vitest';
import { elapsed } from './clocks';

it('counts whole seconds, and none for a contact that came before', () => {
  expect(elapsed('2026-11-20T09:30:00.9Z', new Date('2026-11-20T09:31:15.2Z'))).toBe(75);
  expect(elapsed('2026-11-20T10:30:00+00:30', new Date('2026-11-20T09:30:00Z'))).toBe(0);
  expect(elapsed('2026-11-20T10:30:00.123456789+01:00', new Date('2026-11-20T09:30:59.999Z'))).toBe(59);
});
