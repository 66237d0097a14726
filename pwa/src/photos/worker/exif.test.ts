import { expect, test } from 'vitest';
import { takenAt, toInstant } from './exif';

/** A JPEG header with one EXIF date, little-endian, as a camera writes it. */
function jpegTaken(date: string, offset: string): ArrayBuffer {
  const bytes = new Uint8Array(200);
  const view = new DataView(bytes.buffer, 12);
  bytes.set([0xff, 0xd8, 0xff, 0xe1, 0, 100, ...new TextEncoder().encode('Exif\0\0II*\0')]);
  const entry = (at: number, tag: number, type: number, count: number, value: number): void => {
    view.setUint16(at, tag, true);
    view.setUint16(at + 2, type, true);
    view.setUint32(at + 4, count, true);
    view.setUint32(at + 8, value, true);
  };
  view.setUint32(4, 8, true);
  view.setUint16(8, 1, true);
  entry(10, 0x8769, 4, 1, 30);
  view.setUint16(30, 2, true);
  entry(32, 0x9003, 2, 20, 80);
  entry(44, 0x9011, 2, 7, 110);
  bytes.set(new TextEncoder().encode(date), 12 + 80);
  bytes.set(new TextEncoder().encode(offset), 12 + 110);
  return bytes.buffer;
}

test('the time a photo was taken is read with its offset', () => {
  expect(takenAt(jpegTaken('2026:11:24 10:30:00', '+01:00'))).toBe('2026-11-24T09:30:00.000Z');
});

test('no metadata, and damaged metadata, give no time', () => {
  expect(takenAt(new ArrayBuffer(50))).toBeNull();
  expect(takenAt(jpegTaken('2026:11:24 10:30:00', '+01:00').slice(0, 40))).toBeNull();
  expect(toInstant('0000:00:00 00:00:00', null)).toBeNull();
});
