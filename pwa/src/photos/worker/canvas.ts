/** What both workers do with pictures: as large as wanted, on white, as JPEG. */

export const LONG_EDGE = 2048;
export const THUMB_EDGE = 240;
const QUALITY = 0.82;

export type Paint = OffscreenCanvasRenderingContext2D;

export function paintOn(canvas: OffscreenCanvas): Paint {
  const paint = canvas.getContext('2d', { alpha: false });
  if (!paint) throw new Error('No canvas.');
  paint.imageSmoothingQuality = 'high';
  return paint;
}

export function scaled(source: ImageBitmap | OffscreenCanvas, edge: number): OffscreenCanvas {
  const scale = Math.min(1, edge / Math.max(source.width, source.height));
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(source.width * scale)), Math.max(1, Math.round(source.height * scale)));
  const paint = paintOn(canvas);
  paint.fillStyle = '#fff';
  paint.fillRect(0, 0, canvas.width, canvas.height);
  paint.drawImage(source, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/** A browser that cannot encode a type says nothing and hands over PNG. */
export async function encode(canvas: OffscreenCanvas): Promise<ArrayBuffer> {
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
  if (blob.type !== 'image/jpeg') throw new Error('No JPEG.');
  return blob.arrayBuffer();
}

/** Upright, at most 2048 px; the decoded picture is let go at once. */
export async function develop(data: ArrayBuffer, type: string): Promise<OffscreenCanvas> {
  const bitmap = await createImageBitmap(new Blob([data], { type }), { imageOrientation: 'from-image' });
  try {
    return scaled(bitmap, LONG_EDGE);
  } finally {
    bitmap.close();
  }
}
