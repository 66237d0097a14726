/** J and K move between questions, 1 accepts, 2 queries. Keys that belong to a text field stay there. */
import { useEffect } from 'preact/hooks';
import type { Marks } from './marks';

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, dialog, [contenteditable]') !== null;
}

function cards(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[data-question]')];
}

function step(by: 1 | -1): void {
  const all = cards();
  const here = document.activeElement?.closest<HTMLElement>('[data-question]');
  const next = here ? all[all.indexOf(here) + by] : by === 1 ? all[0] : all.at(-1);
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: 'center' });
}

export function useReviewKeys(marks: Marks, active: boolean): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const key = event.key.toLowerCase();
      if (key === 'j' || key === 'k') step(key === 'j' ? 1 : -1);
      else if (active && (key === '1' || key === '2')) mark(key, marks);
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [marks, active]);
}

function mark(key: string, marks: Marks): void {
  const card = document.activeElement?.closest<HTMLElement>('[data-question]');
  const id = card?.dataset['question'];
  if (!card || !id) return;
  marks.toggle(id, key === '1' ? 'accepted' : 'queried');
  if (key === '1') step(1);
  else requestAnimationFrame(() => card.querySelector('textarea')?.focus());
}
