/** Makes one photo ready to send: upright, 2048 px, no metadata. Runs beside the page, so that tapping stays smooth. */
import { sha256 } from '../hash';
import type { Made, Task } from '../task';
import { takenAt } from './exif';

declare const self: DedicatedWorkerGlobalScope;

const LONG_EDGE = 2048;
const THUMB_EDGE = 240;
const QUALITY = 0.82;

function draw(source: ImageBitmap | OffscreenCanvas, edge: number): OffscreenCanvas {
  const scale = Math.min(1, edge / Math.max(source.width, source.height));
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(source.width * scale)), Math.max(1, Math.round(source.height * scale)));
  const paint = canvas.getContext('2d', { alpha: false });
  if (!paint) throw new Error('No canvas.');
  paint.imageSmoothingQuality = 'high';
  paint.fillStyle = '#fff';
  paint.fillRect(0, 0, canvas.width, canvas.height);
  paint.drawImage(source, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/** A browser that cannot encode a type says nothing and hands over PNG. */
async function encode(canvas: OffscreenCanvas): Promise<ArrayBuffer> {
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
  if (blob.type !== 'image/jpeg') throw new Error('No JPEG.');
  return blob.arrayBuffer();
}

async function shrink(task: Task): Promise<Made> {
  const bitmap = await createImageBitmap(new Blob([task.data], { type: task.type }), { imageOrientation: 'from-image' });
  const canvas = draw(bitmap, LONG_EDGE);
  bitmap.close();
  const [data, thumb] = [await encode(canvas), await encode(draw(canvas, THUMB_EDGE))];
  const { width, height } = canvas;
  return { data, thumb, width, height, type: 'image/jpeg', sha256: await sha256(data), takenAt: takenAt(task.data), original: false };
}

/** A photo this phone cannot decode is still a photo: it goes as it is. */
async function asChosen({ data, type }: Task): Promise<Made> {
  const sum = await sha256(data);
  return { data, thumb: null, width: 0, height: 0, type, sha256: sum, takenAt: takenAt(data), original: true };
}

self.onmessage = async (event: MessageEvent<Task>): Promise<void> => {
  const made = await shrink(event.data).catch(() => asChosen(event.data));
  self.postMessage(made, made.thumb ? [made.data, made.thumb] : [made.data]);
};
