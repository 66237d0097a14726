/** Typed text: shown at once, saved after a short pause, on leaving the field, and when the app goes out of sight. */
import { useEffect, useRef, useState } from 'preact/hooks';

const PAUSE_MS = 400;

export interface Draft {
  text: string;
  type: (text: string) => void;
  flush: () => void;
}

export function useDraft(saved: string, save: (text: string) => void): Draft {
  const [text, setText] = useState(saved);
  const pending = useRef<{ text: string; timer: ReturnType<typeof setTimeout> } | null>(null);
  const latest = useRef(save);
  latest.current = save;

  const flush = (): void => {
    const waiting = pending.current;
    if (!waiting) return;
    clearTimeout(waiting.timer);
    pending.current = null;
    latest.current(waiting.text);
  };
  const type = (next: string): void => {
    clearTimeout(pending.current?.timer);
    setText(next);
    pending.current = { text: next, timer: setTimeout(flush, PAUSE_MS) };
  };

  useEffect(() => {
    if (!pending.current) setText(saved);
  }, [saved]);
  useEffect(() => {
    const onHide = (): void => {
      if (document.visibilityState === 'hidden') flush();
    };
    document.addEventListener('visibilitychange', onHide);
    addEventListener('pagehide', flush);
    return () => {
      document.removeEventListener('visibilitychange', onHide);
      removeEventListener('pagehide', flush);
      flush();
    };
  }, []);
  return { text, type, flush };
}
