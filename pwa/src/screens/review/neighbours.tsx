/** From one waiting visit to the next, by the arrows or with a swipe; the order is that of the list seen last. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { RefObject } from 'preact';
import { kept } from '../../api/keep';
import type { VisitSummary } from '../../api/types';
import { t } from '../../i18n';
import { navigate } from '../../router';
import { Button } from '../../ui';
import { account } from '../parts/seen';
import { reviewName } from './list';

type Neighbours = { n: number; total: number; previous: string | null; next: string | null };

/** null for a visit that does not wait, or where the list was never seen. */
export function useNeighbours(id: string, waits: boolean): Neighbours | null {
  const [ids, setIds] = useState<readonly string[]>([]);
  useEffect(() => {
    const owner = account();
    if (!waits || owner === null) return setIds([]);
    const list = kept<VisitSummary[]>(owner, reviewName('submitted'));
    void list.then((found) => setIds(found?.value.map((visit) => visit.id) ?? []));
  }, [id, waits]);
  const at = ids.indexOf(id);
  if (at < 0 || ids.length < 2) return null;
  return { n: at + 1, total: ids.length, previous: ids[at - 1] ?? null, next: ids[at + 1] ?? null };
}

/** Back still leads to the list. */
const go = (id: string | null): void => void (id && navigate(`/review/${id}`, { replace: true }));

const FAR = 80;
/** Where the system's own gesture for going back begins. */
const EDGE = 28;

function slides(node: Element): boolean {
  return node.scrollWidth > node.clientWidth + 1 && getComputedStyle(node).overflowX === 'auto';
}

/** What slides by itself, or is written into, keeps its gesture. */
function isTaken(target: EventTarget | null): boolean {
  if (!(target instanceof Element) || target.closest('dialog, textarea, input:not([type=radio])')) return true;
  for (let node: Element | null = target; node; node = node.parentElement) if (slides(node)) return true;
  return false;
}

export function useSwipe(page: RefObject<HTMLElement | null>, neighbours: Neighbours | null): void {
  const latest = useRef(neighbours);
  latest.current = neighbours;
  useEffect(() => {
    const node = page.current;
    let from: Touch | null = null;
    const start = (event: TouchEvent) => {
      const touch = event.touches.length === 1 ? event.touches[0]! : null;
      const free = touch && touch.clientX > EDGE && touch.clientX < window.innerWidth - EDGE && !isTaken(event.target);
      from = free ? touch : null;
    };
    const end = (event: TouchEvent) => {
      const to = event.changedTouches[0];
      if (!from || !to) return;
      const [across, along] = [to.clientX - from.clientX, to.clientY - from.clientY];
      from = null;
      if (Math.abs(across) < FAR || Math.abs(across) < 2 * Math.abs(along)) return;
      go((across < 0 ? latest.current?.next : latest.current?.previous) ?? null);
    };
    node?.addEventListener('touchstart', start, { passive: true });
    node?.addEventListener('touchend', end);
    return () => {
      node?.removeEventListener('touchstart', start);
      node?.removeEventListener('touchend', end);
    };
  }, []);
}

export function Pager({ neighbours }: { neighbours: Neighbours | null }) {
  if (!neighbours) return null;
  const { n, total, previous, next } = neighbours;
  return (
    <nav class="desk-pager" aria-label={t('seen.of_visits', { n, total })}>
      <Button kind="quiet" size="s" icon="back" label={t('seen.previous_visit')} disabled={!previous} onClick={() => go(previous)} />
      <span class="small secondary figures" aria-hidden="true">{`${n} / ${total}`}</span>
      <Button kind="quiet" size="s" icon="next" label={t('seen.next_visit')} disabled={!next} onClick={() => go(next)} />
    </nav>
  );
}
