/**
 * Cards out of sight are not drawn, and their height is a guess until they have been. A page that scrolls to where only
 * guesses stand jumps when they come true, maybe while a thumb is on its way down. So each card is drawn once while nothing
 * else happens, a few at a time; the browser remembers its height from then on (`contain-intrinsic-size: auto`).
 */

const AT_ONCE = 5;
const LATEST_MS = 500;

/** Safari has no quiet moments to offer. */
function whenQuiet(work: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(work, { timeout: LATEST_MS });
  else setTimeout(work, 50);
}

/** What it gives back ends it. Cards that come later are seen to as well, as long as some come within the time of one round. */
export function settle(page: HTMLElement): () => void {
  const known = new WeakSet<Element>();
  let over = false;
  const next = (): HTMLElement[] =>
    [...page.querySelectorAll<HTMLElement>('.question')].filter((card) => !known.has(card)).slice(0, AT_ONCE);
  const round = (): void => {
    const cards = over ? [] : next();
    if (cards.length === 0) return;
    for (const card of cards) {
      known.add(card);
      card.style.contentVisibility = 'visible';
    }
    // The height is remembered with the frame that shows it.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        for (const card of cards) card.style.contentVisibility = '';
        whenQuiet(round);
      }),
    );
  };
  whenQuiet(round);
  return () => void (over = true);
}
