/** While the notes page is open nothing in the browser's own frame says what this is: title, icon and colour are anybody's. */
const NOTES = /^\/visits\/[^/]+\/notes$/;
const COLOUR = '#0a0a0a';

const undo: (() => void)[] = [];

/** Leaving puts back what was there. */
function change(selector: string, name: string, value: string): void {
  for (const element of document.querySelectorAll(selector)) {
    const before = element.getAttribute(name) ?? '';
    element.setAttribute(name, value);
    undo.push(() => element.setAttribute(name, before));
  }
}

export function dress(path: string): void {
  const on = NOTES.test(path);
  if (on === document.documentElement.hasAttribute('data-discreet')) return;
  document.documentElement.toggleAttribute('data-discreet', on);
  for (const one of undo.splice(0)) one();
  if (!on) return;
  document.title = 'Notes';
  change('link[rel=icon]', 'href', '/icons/page.svg');
  change('meta[name=theme-color]', 'content', COLOUR);
}
