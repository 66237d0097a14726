/** Loads something for a screen: what came, what went wrong, and a way to ask again. A late answer to an old question is dropped. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { asProblem, type ApiProblem } from './problem';

export type Loaded<T> = {
  data: T | null;
  problem: ApiProblem | null;
  loading: boolean;
  reload: () => void;
  /** Puts in what a write has answered, without asking again. */
  put: (data: T) => void;
};

type State<T> = { key: string; data: T | null; problem: ApiProblem | null; loading: boolean };

/** `key` says what is asked for; while it stays the same, the old data stays on the page during a reload. */
export function useLoad<T>(key: string, ask: () => Promise<T>): Loaded<T> {
  const [state, setState] = useState<State<T>>({ key, data: null, problem: null, loading: true });
  const [round, setRound] = useState(0);
  const latest = useRef(ask);
  latest.current = ask;
  useEffect(() => {
    let wanted = true;
    setState((old) => ({ key, data: old.key === key ? old.data : null, problem: null, loading: true }));
    latest.current().then(
      (data) => wanted && setState({ key, data, problem: null, loading: false }),
      (cause: unknown) =>
        wanted && setState((old) => ({ key, data: old.data, problem: asProblem(cause), loading: false })),
    );
    return () => {
      wanted = false;
    };
  }, [key, round]);
  const reload = useCallback(() => setRound((n) => n + 1), []);
  const put = useCallback((data: T) => setState({ key, data, problem: null, loading: false }), [key]);
  const current = state.key === key ? state : { data: null, problem: null, loading: true };
  return { data: current.data, problem: current.problem, loading: current.loading, reload, put };
}
