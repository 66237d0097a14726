/** A list that grows page by page; its first page can be read without a network. */
import { useState } from 'preact/hooks';
import { asProblem, send, type ApiProblem } from '../../api/client';
import type { Page } from '../../api/types';
import { useSeen, type Seen } from './seen';

type Ask = (query: { limit: number; cursor?: string }) => Promise<{ data?: unknown; error?: unknown; response: Response }>;
/** `after`: the first page it goes on from; a new first page begins the list anew. */
type Grown<T> = { after: Page<T>; page: Page<T> };

export type SeenPages<T> = Omit<Seen<Page<T>>, 'data' | 'put'> & { items: T[] | null; next: string | null; more: () => void };

const PAGE = 200;

export function useSeenPages<T>(name: string, ask: Ask): SeenPages<T> {
  const { data: first, put: _, ...seen } = useSeen<Page<T>>(name, () => send(ask({ limit: PAGE })));
  const [grown, setGrown] = useState<Grown<T> | null>(null);
  const [growing, setGrowing] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const page = grown && grown.after === first ? grown.page : first;
  const grow = async (after: Page<T>, shown: Page<T>, cursor: string) => {
    setGrowing(true);
    setProblem(null);
    try {
      const got = await send<Page<T>>(ask({ limit: PAGE, cursor }));
      setGrown({ after, page: { ...got, items: [...shown.items, ...got.items] } });
    } catch (cause) {
      setProblem(asProblem(cause));
    }
    setGrowing(false);
  };
  return {
    ...seen,
    items: page?.items ?? null,
    next: page?.next ?? null,
    problem: seen.problem ?? problem,
    loading: seen.loading || growing,
    more: () => void (first && page?.next && grow(first, page, page.next)),
  };
}
