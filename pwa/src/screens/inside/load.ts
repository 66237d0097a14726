/** The analysis at the chosen distance: what is kept, and having it computed. */
import { useEffect, useState } from 'preact/hooks';
import { api, send } from '../../api/client';
import { language, t } from '../../i18n';
import { route } from '../../router';
import { toast } from '../../ui';
import { oneOf, wire } from '../insights/asked';
import { useFigures } from '../insights/load';
import type { Link } from './types';
import { LAGS, USUAL, type Lag } from './words';

const LOOK_MS = 2_000;

export const askedLag = (): Lag => oneOf(LAGS, route.value.query.get('lag'), USUAL);

/** While it is being computed the page looks again by itself. */
export function useLink() {
  const lag = askedLag();
  const seen = useFigures<Link>('/inside-outside', { lag });
  const [asking, setAsking] = useState(false);
  const { data, reload } = seen;
  useEffect(() => {
    if (data?.status !== 'computing') return;
    const timer = setTimeout(reload, LOOK_MS);
    return () => clearTimeout(timer);
  }, [data, reload]);
  const compute = async () => {
    setAsking(true);
    const body = { lag: Number(lag), lang: language.value };
    await send<Link>(api.POST('/api/v1/inside-outside/runs', { body })).then(seen.put, () => toast(t('inside.ask_failed')));
    setAsking(false);
  };
  return { lag, seen, compute, asking, search: wire({ lag }) };
}

export type Asked = ReturnType<typeof useLink>;
