/** Each edit on the one canvas there is. A turned or cropped picture is another canvas, the old one is let go. */
import { around, wholePixels, type Area, type Edit, type Point } from '../edits';
import { cellSize, mosaic } from '../mosaic';
import { paintOn, type Paint } from './canvas';

const INK = '#d5232a';
const CASING = '#ffffff';

function rotate(canvas: OffscreenCanvas): OffscreenCanvas {
  const turned = new OffscreenCanvas(canvas.height, canvas.width);
  const paint = paintOn(turned);
  paint.translate(turned.width, 0);
  paint.rotate(Math.PI / 2);
  paint.drawImage(canvas, 0, 0);
  return turned;
}

function crop(canvas: OffscreenCanvas, wanted: Area): OffscreenCanvas {
  const { x, y, width, height } = wholePixels(wanted, canvas);
  if (width === 0 || height === 0) return canvas;
  const cut = new OffscreenCanvas(width, height);
  paintOn(cut).drawImage(canvas, -x, -y);
  return cut;
}

/** A few cells, blown up softly to the size of what was there. */
function blurred(canvas: OffscreenCanvas, area: Area): OffscreenCanvas {
  const pixels = paintOn(canvas).getImageData(area.x, area.y, area.width, area.height).data;
  const { columns, rows, cells } = mosaic(pixels, area, cellSize(area, canvas));
  const small = new OffscreenCanvas(columns, rows);
  paintOn(small).putImageData(new ImageData(cells, columns, rows), 0, 0);
  const cover = new OffscreenCanvas(area.width, area.height);
  const paint = cover.getContext('2d')!;
  paint.imageSmoothingQuality = 'high';
  paint.drawImage(small, 0, 0, area.width, area.height);
  return cover;
}

function blur(canvas: OffscreenCanvas, wanted: Area): void {
  const area = wholePixels(wanted, canvas);
  if (area.width > 0 && area.height > 0) paintOn(canvas).drawImage(blurred(canvas, area), area.x, area.y);
}

function smear(canvas: OffscreenCanvas, points: readonly Point[], width: number): void {
  const area = wholePixels(around(points, width), canvas);
  if (area.width === 0 || area.height === 0) return;
  const cover = blurred(canvas, area);
  const paint = cover.getContext('2d')!;
  paint.globalCompositeOperation = 'destination-in';
  paint.translate(-area.x, -area.y);
  stroke(paint, points, width);
  paintOn(canvas).drawImage(cover, area.x, area.y);
}

function stroke(paint: Paint, points: readonly Point[], width: number): void {
  Object.assign(paint, { lineWidth: width, lineCap: 'round', lineJoin: 'round' });
  paint.beginPath();
  const [first, ...rest] = points;
  if (!first) return;
  paint.moveTo(first.x, first.y);
  // A tap is a stroke without a way: as a line to itself it is a dot.
  for (const point of rest.length > 0 ? rest : [first]) paint.lineTo(point.x, point.y);
  paint.stroke();
}

/** In the picture's measure, so that a mark looks the same on every phone. */
function thickness({ width, height }: OffscreenCanvas): number {
  return Math.max(3, Math.max(width, height) / 180);
}

/** Light around dark: it can be seen on every picture. */
function inked(paint: Paint, line: number, draw: () => void): void {
  for (const [colour, width] of [[CASING, line * 2], [INK, line]] as const) {
    Object.assign(paint, { strokeStyle: colour, lineWidth: width, lineCap: 'round', lineJoin: 'round' });
    draw();
  }
}

function arrow(canvas: OffscreenCanvas, from: Point, to: Point): void {
  const paint = paintOn(canvas);
  const line = thickness(canvas);
  const angle = Math.atan2(to.y - from.y, to.x - from.x);
  const head = Math.min(line * 5, Math.hypot(to.x - from.x, to.y - from.y));
  const wing = (turn: number): Point => ({ x: to.x - head * Math.cos(angle + turn), y: to.y - head * Math.sin(angle + turn) });
  const [left, right] = [wing(0.5), wing(-0.5)];
  inked(paint, line, () => {
    paint.beginPath();
    paint.moveTo(from.x, from.y);
    paint.lineTo(to.x, to.y);
    paint.moveTo(left.x, left.y);
    paint.lineTo(to.x, to.y);
    paint.lineTo(right.x, right.y);
    paint.stroke();
  });
}

function box(canvas: OffscreenCanvas, area: Area): void {
  const paint = paintOn(canvas);
  inked(paint, thickness(canvas), () => paint.strokeRect(area.x, area.y, area.width, area.height));
}

/** As large as can be read on a phone, smaller only where it would not fit the picture. */
function write(canvas: OffscreenCanvas, at: Point, text: string): void {
  const paint = paintOn(canvas);
  const edge = Math.max(canvas.width, canvas.height);
  const font = (size: number): string => `600 ${size}px system-ui, sans-serif`;
  paint.font = font(edge / 24);
  const room = canvas.width * 0.96;
  const size = (edge / 24) * Math.min(1, room / paint.measureText(text).width);
  paint.font = font(size);
  paint.textBaseline = 'top';
  const x = Math.max(canvas.width * 0.02, Math.min(at.x, canvas.width * 0.98 - paint.measureText(text).width));
  const y = Math.max(0, Math.min(at.y, canvas.height - size * 1.2));
  Object.assign(paint, { strokeStyle: CASING, lineWidth: size / 5, lineJoin: 'round', fillStyle: INK });
  paint.strokeText(text, x, y);
  paint.fillText(text, x, y);
}

export function apply(canvas: OffscreenCanvas, edit: Edit): OffscreenCanvas {
  if (edit.kind === 'rotate') return rotate(canvas);
  if (edit.kind === 'crop') return crop(canvas, edit.area);
  if (edit.kind === 'blur') blur(canvas, edit.area);
  else if (edit.kind === 'smear') smear(canvas, edit.points, edit.width);
  else if (edit.kind === 'arrow') arrow(canvas, edit.from, edit.to);
  else if (edit.kind === 'box') box(canvas, edit.area);
  else write(canvas, edit.at, edit.text);
  return canvas;
}
