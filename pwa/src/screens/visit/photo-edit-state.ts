/** The editor without its picture: what was done and undone, and where the selection is. */
import type { Area, Edit, Point, Size } from '../../photos/edits';

export type Tool = 'blur' | 'crop' | 'arrow' | 'box' | 'text';

export interface History {
  done: readonly Edit[];
  undone: readonly Edit[];
}

export const EMPTY: History = { done: [], undone: [] };

export function add({ done }: History, edit: Edit): History {
  return { done: [...done, edit], undone: [] };
}

export function undo({ done, undone }: History): History {
  const last = done.at(-1);
  return last ? { done: done.slice(0, -1), undone: [last, ...undone] } : { done, undone };
}

export function redo({ done, undone }: History): History {
  const [first, ...rest] = undone;
  return first ? { done: [...done, first], undone: rest } : { done, undone };
}

/** Of the longer side: about a face in a room. */
const SPOT = 0.14;
const STEP = 0.02;
const SMALLEST = 0.02;

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}

function inside(area: Area, size: Size): Area {
  const [width, height] = [Math.min(area.width, size.width), Math.min(area.height, size.height)];
  return { x: clamp(area.x, 0, size.width - width), y: clamp(area.y, 0, size.height - height), width, height };
}

/** What a tap means where others drag. */
export function spot({ x, y }: Point, size: Size): Area {
  const edge = Math.max(size.width, size.height) * SPOT;
  return inside({ x: x - edge / 2, y: y - edge / 2, width: edge, height: edge }, size);
}

export function centre({ width, height }: Size): Point {
  return { x: width / 2, y: height / 2 };
}

export function between(a: Point, b: Point): Area {
  return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) };
}

/** The part that is offered first when somebody wants to crop. */
export function frame({ width, height }: Size): Area {
  return { x: width * 0.06, y: height * 0.06, width: width * 0.88, height: height * 0.88 };
}

const WAYS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** One press of an arrow key; null for every other key. */
export function nudge(area: Area, key: string, resize: boolean, size: Size): Area | null {
  const way = WAYS[key];
  if (!way) return null;
  const edge = Math.max(size.width, size.height);
  const [dx, dy] = [way[0] * edge * STEP, way[1] * edge * STEP];
  if (!resize) return inside({ ...area, x: area.x + dx, y: area.y + dy }, size);
  const width = clamp(area.width + dx, edge * SMALLEST, size.width - area.x);
  return { ...area, width, height: clamp(area.height + dy, edge * SMALLEST, size.height - area.y) };
}

/** The corner nearest to the finger goes to it. */
export function pullCorner(area: Area, { x, y }: Point, size: Size): Area {
  const least = Math.max(size.width, size.height) * SMALLEST;
  const [right, bottom] = [area.x + area.width, area.y + area.height];
  const left = Math.abs(x - area.x) < Math.abs(x - right);
  const top = Math.abs(y - area.y) < Math.abs(y - bottom);
  const x1 = left ? clamp(x, 0, right - least) : area.x;
  const y1 = top ? clamp(y, 0, bottom - least) : area.y;
  const x2 = left ? right : clamp(x, area.x + least, size.width);
  const y2 = top ? bottom : clamp(y, area.y + least, size.height);
  return { x: x1, y: y1, width: x2 - x1, height: y2 - y1 };
}

/** In hundredths of the picture, for people who hear the selection. */
export function spoken(area: Area, size: Size): Record<'x' | 'y' | 'width' | 'height', number> {
  const part = (value: number, whole: number): number => Math.round((100 * value) / whole);
  return {
    x: part(area.x, size.width), y: part(area.y, size.height),
    width: part(area.width, size.width), height: part(area.height, size.height),
  };
}

/** The edit a selection stands for. An arrow points to the selection's upper left corner, words begin there. */
export function editOf(tool: Tool, area: Area, text: string): Edit | null {
  if (tool === 'text') return text.trim() ? { kind: 'text', at: { x: area.x, y: area.y }, text: text.trim() } : null;
  if (tool === 'arrow') return { kind: 'arrow', from: { x: area.x + area.width, y: area.y + area.height }, to: { x: area.x, y: area.y } };
  return { kind: tool, area };
}
