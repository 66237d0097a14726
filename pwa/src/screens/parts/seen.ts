/**
 * Loads a page as `useLoad` does and keeps what came. Where the network is silent, what was seen last stands in, with its date;
 * where it answers, only the answer counts.
 */
import { useEffect, useRef } from 'preact/hooks';
import { forget, keep, kept } from '../../api/keep';
import { asProblem } from '../../api/problem';
import { useLoad, type Loaded } from '../../api/use-load';
import { me, session } from '../../sync/session';
import { reachable } from '../../sync/status';
import './seen-texts';

type Shown<T> = { value: T; at: string; copy: boolean };
/** What becomes of an answer that comes when the copy is shown already. */
type Late<T> = { take: (shown: Shown<T>) => unknown; drop: () => unknown };

export type Seen<T> = Loaded<T> & {
  /** The moment of what is shown. */
  at: string | null;
  /** From this device, as the network said nothing. */
  copy: boolean;
  /** Nothing can be sent just now: what writes is switched off. */
  away: boolean;
};

/** A bad line may be silent for minutes; nobody waits for that with a copy in the pocket. */
export const PATIENCE_MS = 5_000;
/** Answers that mean: this is not for you any more. */
const GONE = new Set([403, 404, 410]);

export function account(): string | null {
  return session.value === 'in' ? (me.value?.id ?? null) : null;
}

/** Nobody is asked to wait for the writing, and nothing is kept for somebody who has left meanwhile. */
export function keepFor(owner: string | null, name: string, value: unknown): void {
  if (owner !== null && owner === account()) void keep(owner, name, value);
}

async function ask<T>(name: string, load: () => Promise<T>): Promise<Shown<T>> {
  const owner = account();
  try {
    const value = await load();
    keepFor(owner, name, value);
    return { value, at: new Date().toISOString(), copy: false };
  } catch (cause) {
    if (owner !== null && GONE.has(asProblem(cause).status)) void forget(owner, name);
    throw cause;
  }
}

async function copyOf<T>(name: string): Promise<Shown<T> | null> {
  const owner = account();
  const found = owner === null ? null : await kept<T>(owner, name);
  return found && { ...found, copy: true };
}

const silence = (ms: number): Promise<null> => new Promise((resolve) => setTimeout(() => resolve(null), ms));

export async function freshOrKept<T>(name: string, load: () => Promise<T>, late: Late<T>): Promise<Shown<T>> {
  const fresh = ask(name, load);
  const settled = fresh.then((shown) => ({ shown, cause: null }), (cause: unknown) => ({ shown: null, cause }));
  const early = await Promise.race([settled, silence(PATIENCE_MS)]);
  if (early?.shown) return early.shown;
  if (early && asProblem(early.cause).status !== 0) throw early.cause;
  const copy = await copyOf<T>(name);
  if (!copy) return fresh;
  if (!early) fresh.then(late.take, (cause: unknown) => asProblem(cause).status !== 0 && late.drop());
  return copy;
}

type Options = {
  /** Asked anew when it changes, and kept under the same name. */
  round?: string | number | null;
  /** Never changes once it is there: new signal is no reason to ask again. */
  still?: boolean;
};

export function useSeen<T>(name: string, load: () => Promise<T>, { round = '', still = false }: Options = {}): Seen<T> {
  const key = `${name} ${round}`;
  const latest = useRef(key);
  latest.current = key;
  const late: Late<T> = {
    take: (shown) => latest.current === key && put(shown),
    drop: () => latest.current === key && reload(),
  };
  const loaded = useLoad<Shown<T>>(key, () => freshOrKept(name, load, late));
  const { data: shown, put, reload } = loaded;
  const settled = still && shown !== null && !shown.copy;
  useEffect(() => {
    if (settled) return;
    addEventListener('online', reload);
    return () => removeEventListener('online', reload);
  }, [settled, reload]);
  const copy = shown?.copy ?? false;
  return {
    ...loaded,
    data: shown?.value ?? null,
    at: shown?.at ?? null,
    copy,
    away: copy || !reachable.value,
    put: (value) => {
      keepFor(account(), name, value);
      put({ value, at: new Date().toISOString(), copy: false });
    },
  };
}
