/** Hands photos to the worker one at a time: two decoded at once is what ends a small phone's browser. */
import { sha256 } from './hash';
import type { Made, Task } from './task';

const LIMIT_MS = 60_000;

let worker: Worker | null = null;
let last: Promise<unknown> = Promise.resolve();

function recycle(): void {
  worker?.terminate();
  worker = null;
}

function start(): Worker {
  worker ??= new Worker(new URL('./worker/worker.ts', import.meta.url), { type: 'module' });
  return worker;
}

function ask(task: Task): Promise<Made> {
  return new Promise((resolve, reject) => {
    const used = start();
    const late = setTimeout(() => reject(new Error('The photo took too long.')), LIMIT_MS);
    used.onmessage = (event: MessageEvent<Made>) => (clearTimeout(late), resolve(event.data));
    used.onerror = used.onmessageerror = () => (clearTimeout(late), reject(new Error('The photo worker stopped.')));
    used.postMessage(task);
  });
}

/** The worker died, most likely for want of memory: the photo goes as it is. */
async function asChosen({ data, type }: Task): Promise<Made> {
  recycle();
  return { data, thumb: null, width: 0, height: 0, type, sha256: await sha256(data), takenAt: null, original: true };
}

export function shrink(task: Task): Promise<Made> {
  const mine = last.then(() => ask(task)).catch(() => asChosen(task));
  last = mine;
  return mine;
}
