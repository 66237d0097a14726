/** Where a card stands on the page, and the way to it. */

export const cardId = (key: string): string => `q-${key}`;
/** The heading of an entry; only one section is on the screen. */
export const entryId = (entry: string): string => `entry-${entry}`;

/** Twice, because cards out of sight only know their height once they have been near it. */
export function showCard(card: HTMLElement): void {
  card.scrollIntoView({ block: 'start' });
  requestAnimationFrame(() => {
    card.scrollIntoView({ block: 'start' });
    card.focus({ preventScroll: true });
  });
}
