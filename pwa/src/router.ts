/** The address bar is the state: one signal, the History API, and links that stay ordinary links. */
import { signal } from '@preact/signals';

export type Place = { path: string; query: URLSearchParams; hash: string };
export type Match = Readonly<Record<string, string>>;

function here(): Place {
  const { pathname, search, hash } = window.location;
  return { path: pathname.replace(/(.)\/+$/, '$1'), query: new URLSearchParams(search), hash };
}

export const route = signal<Place>(here());

function rememberScroll(): void {
  history.replaceState({ ...history.state, scroll: window.scrollY }, '');
}

/** Goes to a path of our own; `replace` for changed filters, which are no step back. */
export function navigate(to: string, options: { replace?: boolean } = {}): void {
  const before = route.value.path;
  if (options.replace) history.replaceState(history.state, '', to);
  else {
    rememberScroll();
    history.pushState(null, '', to);
  }
  route.value = here();
  if (route.value.path !== before) window.scrollTo(0, 0);
}

/** For an anchor: its address, and whether it is where we are, or at `also`. */
export function link(path: string, also?: string): { href: string; 'aria-current': 'page' | undefined } {
  const now = route.value.path;
  const inside = now === path || now === also || (path !== '/' && now.startsWith(`${path}/`));
  return { href: path, 'aria-current': inside ? 'page' : undefined };
}

/** "/visits/:id" against "/visits/7" gives {id: "7"}; no match gives null. */
export function match(pattern: string, path: string): Match | null {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return null;
  const found: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith(':')) found[part.slice(1)] = decodeURIComponent(value);
    else if (part !== value) return null;
  }
  return found;
}

/** Changes some of the query ("" or null takes a key away) and keeps the page. */
export function setQuery(changes: Readonly<Record<string, string | readonly string[] | null>>): void {
  const query = new URLSearchParams(route.value.query);
  for (const [key, value] of Object.entries(changes)) {
    query.delete(key);
    for (const one of typeof value === 'string' ? [value] : (value ?? [])) if (one) query.append(key, one);
  }
  const search = query.toString();
  navigate(route.value.path + (search ? `?${search}` : ''), { replace: true });
}

function isOurs(event: MouseEvent, anchor: HTMLAnchorElement): boolean {
  if (event.defaultPrevented || event.button !== 0) return false;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return false;
  if (anchor.target || anchor.hasAttribute('download') || anchor.origin !== window.location.origin) return false;
  return !anchor.pathname.startsWith('/api/') && !anchor.getAttribute('href')?.startsWith('#');
}

function onClick(event: MouseEvent): void {
  const anchor = (event.target as Element | null)?.closest?.('a[href]');
  if (!(anchor instanceof HTMLAnchorElement) || !isOurs(event, anchor)) return;
  event.preventDefault();
  navigate(anchor.pathname + anchor.search + anchor.hash);
}

/** Content comes late, so the old place is tried for a few frames until the page is long enough. */
function restoreScroll(top: number, tries = 40): void {
  window.scrollTo(0, top);
  if (Math.abs(window.scrollY - top) > 2 && tries > 0) requestAnimationFrame(() => restoreScroll(top, tries - 1));
}

export function startRouter(): void {
  history.scrollRestoration = 'manual';
  document.addEventListener('click', onClick);
  window.addEventListener('popstate', (event: PopStateEvent) => {
    route.value = here();
    restoreScroll((event.state as { scroll?: number } | null)?.scroll ?? 0);
  });
}
