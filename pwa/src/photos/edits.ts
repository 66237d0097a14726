/** What can be done to a picture, as data: a list of these is all that undo and redo need. Measures are pixels of the picture so far. */

export interface Point {
  x: number;
  y: number;
}

export interface Area extends Point {
  width: number;
  height: number;
}

export interface Size {
  width: number;
  height: number;
}

export type Edit =
  | { kind: 'rotate' }
  | { kind: 'crop'; area: Area }
  /** Everything in the area is destroyed. */
  | { kind: 'blur'; area: Area }
  /** The same under a stroke of the thumb. */
  | { kind: 'smear'; points: readonly Point[]; width: number }
  | { kind: 'arrow'; from: Point; to: Point }
  | { kind: 'box'; area: Area }
  | { kind: 'text'; at: Point; text: string };

/** Whole pixels, none of the area left out, nothing outside of the picture. */
export function wholePixels({ x, y, width, height }: Area, size: Size): Area {
  const [left, top] = [Math.max(0, Math.floor(x)), Math.max(0, Math.floor(y))];
  const [right, bottom] = [Math.min(size.width, Math.ceil(x + width)), Math.min(size.height, Math.ceil(y + height))];
  return { x: left, y: top, width: Math.max(0, right - left), height: Math.max(0, bottom - top) };
}

/** What a stroke covers. */
export function around(points: readonly Point[], width: number): Area {
  const [xs, ys] = [points.map((point) => point.x), points.map((point) => point.y)];
  const [x, y] = [Math.min(...xs) - width / 2, Math.min(...ys) - width / 2];
  return { x, y, width: Math.max(...xs) + width / 2 - x, height: Math.max(...ys) + width / 2 - y };
}

/** How large the picture is after these edits. */
export function sizeAfter(size: Size, edits: readonly Edit[]): Size {
  return edits.reduce((now, edit) => {
    if (edit.kind === 'rotate') return { width: now.height, height: now.width };
    if (edit.kind !== 'crop') return now;
    const { width, height } = wholePixels(edit.area, now);
    return { width, height };
  }, size);
}
