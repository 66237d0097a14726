/** A photo that is sent while somebody opens it: it is read from where it is, not from where it was. */
import 'fake-indexeddb/auto';
import { afterEach, expect, test, vi } from 'vitest';
import type { PhotoRow } from '../../store/schema';
import { sourceOf } from './photo-source';

afterEach(() => vi.unstubAllGlobals());
const readBefore = { id: 'p1', state: 'stored', type: 'image/webp' } as unknown as PhotoRow;

test('what left the phone a moment ago comes from the server', async () => {
  const asked = vi.fn(() => Promise.resolve(new Response(new Uint8Array([1, 2]))));
  vi.stubGlobal('fetch', asked);
  expect(new Uint8Array((await sourceOf(readBefore))!.data)).toEqual(new Uint8Array([1, 2]));
  expect(asked).toHaveBeenCalledWith('/api/v1/photos/p1/image?size=2048');
});

test('without signal there is nothing to edit', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('offline')));
  expect(await sourceOf(readBefore)).toBeNull();
});
