/** Makes one photo ready to send: upright, 2048 px, no metadata. Runs beside the page, so that tapping stays smooth. */
import { sha256 } from '../hash';
import type { Made, Task } from '../task';
import { develop, encode, scaled, THUMB_EDGE } from './canvas';
import { takenAt } from './exif';

declare const self: DedicatedWorkerGlobalScope;

async function shrink(task: Task): Promise<Made> {
  const canvas = await develop(task.data, task.type);
  const [data, thumb] = [await encode(canvas), await encode(scaled(canvas, THUMB_EDGE))];
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
