/**
 * Makes a part of a picture unreadable for good. All that is left of it are the mean colours of a few large cells, coarse and with noise:
 * nothing finer is in the result, so nothing can be computed back from it, whatever is known of faces or of the letters on plates.
 */
import type { Size } from './edits';

/** Over the longer side of the part. */
const MOST_CELLS = 8;
/** Of the longer side of the picture: a small part has fewer cells. */
const SMALLEST_CELL = 1 / 40;
const NOISE = 12;
const STEP = 8;

export interface Mosaic {
  columns: number;
  rows: number;
  /** RGBA, one pixel a cell. */
  cells: Uint8ClampedArray<ArrayBuffer>;
}

export function cellSize(part: Size, picture: Size): number {
  const longest = Math.max(part.width, part.height);
  return Math.ceil(Math.max(longest / MOST_CELLS, Math.max(picture.width, picture.height) * SMALLEST_CELL));
}

/** `chance` gives numbers from 0 to 1. */
export function mosaic(pixels: Uint8ClampedArray, { width, height }: Size, cell: number, chance: () => number = secureChance): Mosaic {
  const [columns, rows] = [Math.ceil(width / cell), Math.ceil(height / cell)];
  const sums = new Float64Array(columns * rows * 4);
  for (let y = 0; y < height; y++) {
    const row = Math.floor(y / cell) * columns;
    for (let x = 0; x < width; x++) {
      const [from, to] = [(y * width + x) * 4, (row + Math.floor(x / cell)) * 4];
      for (let channel = 0; channel < 3; channel++) sums[to + channel] = sums[to + channel]! + pixels[from + channel]!;
      sums[to + 3] = sums[to + 3]! + 1;
    }
  }
  const cells = new Uint8ClampedArray(columns * rows * 4);
  for (let at = 0; at < cells.length; at += 4) {
    const noise = (chance() - 0.5) * 2 * NOISE;
    for (let channel = 0; channel < 3; channel++) cells[at + channel] = Math.round((sums[at + channel]! / sums[at + 3]! + noise) / STEP) * STEP;
    cells[at + 3] = 255;
  }
  return { columns, rows, cells };
}

function secureChance(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0]! / 0xffffffff;
}
