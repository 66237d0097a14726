/** A thumb drawn across the page turns to the next section, as pages of a book. The buttons remain; this is only quicker. */

import type { Section } from '../../engine';
import { navigate } from '../../router';
import type { OpenVisit } from './open-visit';
import { sectionPath, stepFrom } from './progress';

const FAR = 72;
const LONGEST_MS = 800;
/** There the phone's own gesture for "back" begins. */
const EDGE = 24;
/** What moves sideways by itself, or is drawn on. */
const OWN = 'input:not([type=radio], [type=checkbox]), textarea, select, [role=application], [role=img], [role=slider], dialog';

function scrollsSideways(from: Element, page: Element): boolean {
  for (let node: Element | null = from; node && node !== page; node = node.parentElement)
    if (node.scrollWidth > node.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(node).overflowX)) return true;
  return false;
}

/** Somebody is marking words. */
function selects(): boolean {
  return getSelection()?.isCollapsed === false;
}

/** Nothing lies before the first one and behind the last. */
function turn(visit: OpenVisit, section: Section, step: 1 | -1): boolean {
  const to = stepFrom(visit, section, step);
  if (to) navigate(sectionPath(visit.id, to.id));
  return to !== undefined;
}

/** What it gives back ends the listening. */
export function swipes(page: HTMLElement, visit: OpenVisit, section: Section): () => void {
  let start: PointerEvent | null = null;
  const down = (event: PointerEvent): void => {
    const target = event.target as Element;
    const edge = event.clientX < EDGE || event.clientX > innerWidth - EDGE;
    const ours = event.isPrimary && event.pointerType !== 'mouse' && !edge && !target.closest(OWN) && !scrollsSideways(target, page);
    start = ours ? event : null;
  };
  const up = (event: PointerEvent): void => {
    if (!start || start.pointerId !== event.pointerId) return;
    const across = event.clientX - start.clientX;
    const along = Math.abs(event.clientY - start.clientY);
    const quick = event.timeStamp - start.timeStamp < LONGEST_MS;
    start = null;
    if (!quick || Math.abs(across) < FAR || Math.abs(across) < 2 * along || selects()) return;
    const step = across < 0 === (getComputedStyle(page).direction === 'ltr') ? 1 : -1;
    if (turn(visit, section, step)) come(across < 0 ? 1 : -1);
  };
  const end = (): void => void (start = null);
  const handlers = { pointerdown: down, pointerup: up, pointercancel: end } as const;
  const names = Object.keys(handlers) as (keyof typeof handlers)[];
  for (const name of names) page.addEventListener(name, handlers[name]);
  return () => names.forEach((name) => page.removeEventListener(name, handlers[name]));
}

/** The new page comes from the side it was drawn from. */
function come(side: 1 | -1): void {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  requestAnimationFrame(() => {
    const page = document.querySelector('#page .page');
    page?.animate([{ transform: `translateX(${side * 32}px)`, opacity: 0.3 }, { transform: 'none', opacity: 1 }], { duration: 200, easing: 'cubic-bezier(0.2, 0, 0, 1)' });
  });
}
