/**
 * Dragging in the outline with mouse, pen or finger. The browser's own dragging does not work by touch.
 * A mouse takes hold of any row; a finger takes hold of its number, because elsewhere it scrolls.
 */
import { placeOfKey, type Place } from './place';

export type Gap = { section: number; question: number | null };
type Drag = { from: Place; row: HTMLElement; ghost: HTMLElement | null; gap: Gap | null; x: number; y: number };

const FAR_ENOUGH = 6;
const EDGE = 56;
const STEP = 10;

/** Where it would be put down, and the row and side that show it. */
type Spot = { gap: Gap; row: HTMLElement; side: 'before' | 'after' };

function half(row: HTMLElement, y: number): 'before' | 'after' {
  const { top, height } = row.getBoundingClientRect();
  return y < top + height / 2 ? 'before' : 'after';
}

export function spotAt(list: HTMLElement, from: Place, y: number): Spot | null {
  const { left, width } = list.getBoundingClientRect();
  const under = document.elementFromPoint(left + width / 2, y);
  if (!under || !list.contains(under)) return null;
  const block = under.closest<HTMLElement>('[data-section]');
  if (from.question === null) return block && sectionSpot(block, y);
  const row = under.closest<HTMLElement>('[data-place]');
  return row && questionSpot(row, y);
}

function sectionSpot(block: HTMLElement, y: number): Spot {
  const side = half(block, y);
  const section = Number(block.dataset['section']) + (side === 'after' ? 1 : 0);
  return { gap: { section, question: null }, row: block, side };
}

/** On the name of a section it becomes that section's first question. */
function questionSpot(row: HTMLElement, y: number): Spot {
  const { section, question } = placeOfKey(row.dataset['place'] ?? '');
  if (question === null) return { gap: { section: section ?? 0, question: 0 }, row, side: 'after' };
  const side = half(row, y);
  return { gap: { section: section ?? 0, question: question + (side === 'after' ? 1 : 0) }, row, side };
}

function scrollerOf(list: HTMLElement): Element {
  for (let at: HTMLElement | null = list; at; at = at.parentElement)
    if (/auto|scroll/.test(getComputedStyle(at).overflowY) && at.scrollHeight > at.clientHeight) return at;
  return document.scrollingElement ?? document.documentElement;
}

/** Near an edge the list goes on by itself. */
function scrollNear(list: HTMLElement, y: number): void {
  const scroller = scrollerOf(list);
  const whole = scroller === document.scrollingElement;
  const { top, bottom } = whole ? { top: 0, bottom: innerHeight } : scroller.getBoundingClientRect();
  if (y < top + EDGE) scroller.scrollBy(0, -STEP);
  else if (y > bottom - EDGE) scroller.scrollBy(0, STEP);
}

/** Listens to one list; what is put down is told to `onDrop`. The result ends it. */
export function dragging(list: HTMLElement, onDrop: (from: Place, to: Gap) => void): () => void {
  let held: Drag | null = null;
  let frame = 0;
  let shown: HTMLElement | null = null;

  const show = (spot: Spot | null): void => {
    shown?.removeAttribute('data-drop');
    shown = spot?.row ?? null;
    shown?.setAttribute('data-drop', spot!.side);
    if (held) held.gap = spot?.gap ?? null;
  };
  const look = (): void => {
    if (!held?.ghost) return;
    held.ghost.style.transform = `translate(${held.x + 12}px, ${held.y + 8}px)`;
    scrollNear(list, held.y);
    show(spotAt(list, held.from, held.y));
    frame = requestAnimationFrame(look);
  };
  const lift = (drag: Drag): void => {
    const ghost = document.createElement('div');
    ghost.className = 'outline-ghost';
    ghost.setAttribute('aria-hidden', 'true');
    ghost.textContent = drag.row.querySelector('.outline-entry > span')?.textContent ?? '';
    document.body.append(ghost);
    drag.ghost = ghost;
    drag.row.setAttribute('data-held', '');
    look();
  };
  const end = (): void => {
    cancelAnimationFrame(frame);
    held?.ghost?.remove();
    held?.row.removeAttribute('data-held');
    show(null);
    held = null;
    for (const [name, listener] of during) window.removeEventListener(name, listener as EventListener);
  };
  /** The click that ends a drag chooses nothing. */
  const noClick = (): void => {
    const stop = (event: Event): void => event.stopPropagation();
    window.addEventListener('click', stop, { capture: true, once: true });
    setTimeout(() => window.removeEventListener('click', stop, { capture: true }));
  };
  const move = (event: PointerEvent): void => {
    if (!held) return;
    const far = Math.hypot(event.clientX - held.x, event.clientY - held.y) > FAR_ENOUGH;
    if (!held.ghost && !far) return;
    [held.x, held.y] = [event.clientX, event.clientY];
    if (!held.ghost) lift(held);
  };
  const up = (): void => {
    const put = held;
    if (put?.ghost) {
      show(spotAt(list, put.from, put.y));
      noClick();
    }
    const to = put?.ghost ? put.gap : null;
    end();
    if (put && to) onDrop(put.from, to);
  };
  const key = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') end();
  };
  const during: [string, unknown][] = [
    ['pointermove', move],
    ['pointerup', up],
    ['pointercancel', end],
    ['keydown', key],
  ];
  const down = (event: PointerEvent): void => {
    const target = event.target as HTMLElement;
    const row = target.closest<HTMLElement>('[data-place]');
    const byFinger = event.pointerType === 'touch';
    if (!row || event.button !== 0 || held || (byFinger && !target.closest('.outline-grip'))) return;
    held = { from: placeOfKey(row.dataset['place'] ?? ''), row, ghost: null, gap: null, x: event.clientX, y: event.clientY };
    for (const [name, listener] of during) window.addEventListener(name, listener as EventListener);
  };
  list.addEventListener('pointerdown', down);
  return () => {
    end();
    list.removeEventListener('pointerdown', down);
  };
}
