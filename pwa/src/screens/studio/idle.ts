/** Work that may wait until the screen has shown what was typed. */
import { effect, signal, untracked, type ReadonlySignal } from '@preact/signals';

const LONGEST_WAIT_MS = 300;

/** Safari has no idle callback: there a moment's pause stands in. */
function whenIdle(work: () => void): () => void {
  if (typeof requestIdleCallback === 'function') {
    const asked = requestIdleCallback(work, { timeout: LONGEST_WAIT_MS });
    return () => cancelIdleCallback(asked);
  }
  const asked = setTimeout(work, 50);
  return () => clearTimeout(asked);
}

type Settled<T> = { value: ReadonlySignal<T>; end: () => void };

/** A value made anew, when the page is idle, after something that `watch` reads has changed. */
export function settled<T>(watch: () => unknown, make: () => T): Settled<T> {
  const value = signal(untracked(make));
  let first = true;
  let cancel = (): void => undefined;
  const stop = effect(() => {
    watch();
    cancel();
    if (!first) cancel = whenIdle(() => (value.value = make()));
    first = false;
  });
  const end = (): void => {
    cancel();
    stop();
  };
  return { value, end };
}
