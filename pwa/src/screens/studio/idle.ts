/** Work that may wait until the screen has shown what was typed. */
import { effect, signal, untracked, type ReadonlySignal } from '@preact/signals';

const LONGEST_WAIT_MS = 500;

/** First the picture of what was done, then the work. Safari has no idle callback: there the next turn stands in. */
export function whenIdle(work: () => void): () => void {
  let cancel = (): void => cancelAnimationFrame(frame);
  const afterPicture = (): void => {
    const asked = setTimeout(() => {
      if (typeof requestIdleCallback !== 'function') return work();
      const idle = requestIdleCallback(work, { timeout: LONGEST_WAIT_MS });
      cancel = () => cancelIdleCallback(idle);
    });
    cancel = () => clearTimeout(asked);
  };
  const frame = requestAnimationFrame(afterPicture);
  return () => cancel();
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
