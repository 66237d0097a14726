/** What is left of a part that was made unreadable. */
import { expect, test } from 'vitest';
import { around, sizeAfter, wholePixels } from './edits';
import { cellSize, mosaic } from './mosaic';

const HALF = (): number => 0.5;

function picture(width: number, height: number, colour: (x: number, y: number) => number): Uint8ClampedArray {
  const pixels = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) pixels.set([colour(x, y), colour(x, y), colour(x, y), 255], (y * width + x) * 4);
  return pixels;
}

test('two parts that differ only in what they show in detail leave exactly the same', () => {
  const size = { width: 240, height: 80 };
  const stripes = picture(240, 80, (x) => (x % 2 ? 255 : 0));
  const turned = picture(240, 80, (x) => (x % 2 ? 0 : 255));
  const grid = picture(240, 80, (x, y) => ((x + y) % 2 ? 255 : 0));
  const [one, two, three] = [stripes, turned, grid].map((pixels) => mosaic(pixels, size, 60, HALF).cells);
  expect(one).toEqual(two);
  expect(one).toEqual(three);
});

test('there are never more than eight cells along a side, and few in a small part', () => {
  const picture2048 = { width: 2048, height: 1536 };
  for (const [width, height] of [[1800, 900], [300, 70], [40, 40], [9, 900]] as const) {
    const cell = cellSize({ width, height }, picture2048);
    expect(Math.ceil(Math.max(width, height) / cell)).toBeLessThanOrEqual(8);
    expect(cell).toBeGreaterThanOrEqual(52);
  }
});

test('a letter on a plate is smaller than a cell', () => {
  // Eight letters across a plate of 300 px in a picture of 2048: each 37 px wide.
  expect(cellSize({ width: 300, height: 70 }, { width: 2048, height: 1536 })).toBeGreaterThan(37);
});

test('means are coarse, noisy and opaque', () => {
  const flat = picture(100, 50, () => 123);
  const { columns, rows, cells } = mosaic(flat, { width: 100, height: 50 }, 30, HALF);
  expect([columns, rows, cells.length]).toEqual([4, 2, 32]);
  expect([...cells.slice(0, 4)]).toEqual([120, 120, 120, 255]);
  let turn = 0;
  const noisy = mosaic(flat, { width: 100, height: 50 }, 30, () => (turn++ % 2 ? 1 : 0)).cells;
  expect(new Set(noisy.filter((_, at) => at % 4 === 0)).size).toBe(2);
});

test('no pixel of an area is left out, none beside the picture is asked for', () => {
  expect(wholePixels({ x: 10.9, y: -5, width: 20.2, height: 30.5 }, { width: 30, height: 100 })).toEqual({ x: 10, y: 0, width: 20, height: 26 });
  expect(wholePixels({ x: 50, y: 50, width: 5, height: 5 }, { width: 30, height: 30 })).toMatchObject({ width: 0, height: 0 });
  expect(around([{ x: 10, y: 20 }, { x: 30, y: 5 }], 10)).toEqual({ x: 5, y: 0, width: 30, height: 25 });
});

test('turning and cropping change the size for what comes after', () => {
  const area = { x: 0, y: 0, width: 99.5, height: 50 };
  expect(sizeAfter({ width: 400, height: 300 }, [{ kind: 'rotate' }, { kind: 'crop', area }, { kind: 'box', area }])).toEqual({ width: 100, height: 50 });
});
