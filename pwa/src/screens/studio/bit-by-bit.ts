/** A long list is drawn a few things at a time, so that nobody's tap waits for the end of it. */
import { useEffect, useState } from 'preact/hooks';
import { whenIdle } from './idle';

const AT_ONCE = 4;

/** How many of `count` are drawn by now, beginning anew when `what` is another. `first` is looked at: it comes with the first ones. */
export function useBitByBit(what: unknown, count: number, first: number): (index: number) => boolean {
  const [drawn, setDrawn] = useState({ what, share: AT_ONCE });
  const share = drawn.what === what ? drawn.share : AT_ONCE;
  useEffect(() => {
    if (share < count) return whenIdle(() => setDrawn({ what, share: share + AT_ONCE }));
    return undefined;
  }, [what, share, count]);
  return (index) => index < share || Math.abs(index - first) < AT_ONCE / 2;
}
