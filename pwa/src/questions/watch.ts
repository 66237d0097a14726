/** Running stopwatches. A start time is kept on the phone, so that a closed app does not stop the clock. */
import { signal } from '@preact/signals';
import { readValue, writeValue } from '../store/kv';

const starts = signal<Readonly<Record<string, number>>>({});
/** Ticks once a second while any watch runs. */
export const tick = signal(Date.now());

let timer: ReturnType<typeof setInterval> | undefined;

function keep(next: Readonly<Record<string, number>>): void {
  starts.value = next;
  clearInterval(timer);
  if (Object.keys(next).length > 0) timer = setInterval(() => (tick.value = Date.now()), 1000);
}

export async function restoreWatches(): Promise<void> {
  keep((await readValue('watches')) ?? {});
}

export function startedAt(name: string): number | null {
  return starts.value[name] ?? null;
}

export function startWatch(name: string): void {
  tick.value = Date.now();
  keep({ ...starts.value, [name]: tick.value });
  void writeValue('watches', starts.value);
}

/** Whole seconds since the start. */
export function stopWatch(name: string): number {
  const { [name]: started, ...rest } = starts.value;
  keep(rest);
  void writeValue('watches', rest);
  return started === undefined ? 0 : Math.max(0, Math.round((Date.now() - started) / 1000));
}
