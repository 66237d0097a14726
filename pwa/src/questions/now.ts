/** The time as the screen shows it: it moves once a second while something on the screen looks at it. */
import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

export const now = signal(Date.now());

let watchers = 0;
let timer: ReturnType<typeof setInterval> | undefined;

function look(): void {
  now.value = Date.now();
}

/** Redraws the component once a second, and at once when the app comes back into sight. */
export function useNow(): number {
  useEffect(() => {
    look();
    watchers += 1;
    timer ??= setInterval(look, 1000);
    document.addEventListener('visibilitychange', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
      if (--watchers > 0) return;
      clearInterval(timer);
      timer = undefined;
    };
  }, []);
  return now.value;
}
