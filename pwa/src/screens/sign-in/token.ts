/** A mail's link carries its token behind the #, where no server log sees it. It leaves the address bar at once. */
import { useState } from 'preact/hooks';
import { route } from '../../router';

export function useToken(): string {
  const [token] = useState(() => {
    const found = route.peek().hash.slice(1);
    if (found) history.replaceState(history.state, '', window.location.pathname);
    return found;
  });
  return token;
}
