/** J and K move between questions, 1 accepts, 2 queries, P opens a photo, ? tells. Keys that belong to a text field stay there. */
import { useEffect } from 'preact/hooks';
import type { Marks } from './marks';

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input:not([type=radio], [type=checkbox]), textarea, select, dialog, [contenteditable]') !== null;
}

function cards(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[data-question]')];
}

function step(by: 1 | -1): void {
  const all = cards();
  const here = focusedCard();
  const next = here ? all[all.indexOf(here) + by] : by === 1 ? all[0] : all.at(-1);
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: 'center' });
}

function focusedCard(): HTMLElement | null {
  return document.activeElement?.closest<HTMLElement>('[data-question]') ?? null;
}

/** Out of the reason, back to its question. */
function leaveText(event: KeyboardEvent): void {
  if (event.key === 'Escape' && event.target instanceof HTMLTextAreaElement) focusedCard()?.focus();
}

export function useReviewKeys(marks: Marks, active: boolean, onHelp: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTyping(event.target)) return leaveText(event);
      const key = event.key.toLowerCase();
      if (key === 'j' || key === 'k') step(key === 'j' ? 1 : -1);
      else if (key === 'p') focusedCard()?.querySelector<HTMLElement>('.thumb')?.click();
      else if (key === '?') onHelp();
      else if (active && (key === '1' || key === '2')) mark(key, marks);
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [marks, active, onHelp]);
}

function mark(key: string, marks: Marks): void {
  const card = focusedCard();
  const id = card?.dataset['question'];
  if (!card || !id) return;
  marks.toggle(id, key === '1' ? 'accepted' : 'queried');
  if (key === '1') step(1);
  else requestAnimationFrame(() => card.querySelector('textarea')?.focus());
}
