/** Running stopwatches. A start time is kept on the phone, so that a closed app does not stop the clock. */
import { signal } from '@preact/signals';
import { readValue, writeValue } from '../store/kv';

const starts = signal<Readonly<Record<string, number>>>({});

export async function restoreWatches(): Promise<void> {
  starts.value = (await readValue('watches')) ?? {};
}

export function startedAt(name: string): number | null {
  return starts.value[name] ?? null;
}

export function startWatch(name: string): void {
  starts.value = { ...starts.value, [name]: Date.now() };
  void writeValue('watches', starts.value);
}

/** Whole seconds since the start. */
export function stopWatch(name: string): number {
  const { [name]: started, ...rest } = starts.value;
  starts.value = rest;
  void writeValue('watches', rest);
  return started === undefined ? 0 : Math.max(0, Math.round((Date.now() - started) / 1000));
}
