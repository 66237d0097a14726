/** A list that grows page by page: what is there, and how to get more. */
import { useCallback, useEffect, useState } from 'preact/hooks';
import { asProblem, send, type ApiProblem } from './client';
import type { Page } from './types';

type Ask = (query: { limit: number; cursor?: string }) => Promise<{ data?: unknown; error?: unknown; response: Response }>;
type State<T> = { key: string; items: T[] | null; next: string | null; problem: ApiProblem | null; loading: boolean };

const PAGE = 200;

export type Pages<T> = Omit<State<T>, 'key'> & { more: () => void; reload: () => void };

export function usePages<T>(key: string, ask: Ask): Pages<T> {
  const start: State<T> = { key, items: null, next: null, problem: null, loading: true };
  const [state, setState] = useState(start);
  const [round, setRound] = useState(0);
  useEffect(() => {
    let wanted = true;
    setState((old) => (old.key === key ? { ...old, loading: true } : start));
    send<Page<T>>(ask({ limit: PAGE })).then(
      (page) => wanted && setState({ key, items: page.items, next: page.next, problem: null, loading: false }),
      (cause: unknown) => wanted && setState((old) => ({ ...old, problem: asProblem(cause), loading: false })),
    );
    return () => {
      wanted = false;
    };
  }, [key, round]);
  const more = useCallback(() => {
    if (!state.next) return;
    setState((old) => ({ ...old, loading: true }));
    send<Page<T>>(ask({ limit: PAGE, cursor: state.next })).then(
      (page) =>
        setState((old) =>
          old.key === key ? { ...old, items: [...(old.items ?? []), ...page.items], next: page.next, loading: false } : old,
        ),
      (cause: unknown) => setState((old) => ({ ...old, problem: asProblem(cause), loading: false })),
    );
  }, [key, state.next]);
  const reload = useCallback(() => setRound((n) => n + 1), []);
  const { key: _, ...shown } = state.key === key ? state : start;
  return { ...shown, more, reload };
}
