/** What a program that opens zips looks at first; the end-to-end tests open real ones with Python. */
import { expect, test } from 'vitest';
import { supportCode } from './support';
import { crc32, Zip } from './zip';

test('the checksum is the one of everybody', () => {
  expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
  expect(crc32(new Uint8Array())).toBe(0);
});

test('the directory stands where the end says, with every entry', async () => {
  const zip = new Zip(new Date('2026-11-22T14:02:00'));
  zip.add('a.json', new TextEncoder().encode('{}').buffer as ArrayBuffer);
  zip.add('photos/ü', new ArrayBuffer(1000));
  const view = new DataView(await zip.end().arrayBuffer());
  const end = view.byteLength - 22;
  const [count, size, at] = [view.getUint16(end + 10, true), view.getUint32(end + 12, true), view.getUint32(end + 16, true)];
  expect([view.getUint32(end, true), count, at + size]).toEqual([0x06054b50, 2, end]);
  expect([view.getUint32(at, true), view.getUint32(0, true)]).toEqual([0x02014b50, 0x04034b50]);
});

test('a support code says which phone and how much, and nothing else', () => {
  const op = (kind: string, state = 'wait') => ({ kind, state }) as never;
  const ops = [op('answer'), op('answer'), op('photo', 'attention'), op('submit'), op('accept')];
  expect(supportCode('9f3c2b1a-0000', ops)).toBe('9F3C-A2-P1-S1-X1');
});
