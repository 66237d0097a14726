/** The room a chart has, told in steps; asked again only when a step is crossed. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { chartWidth } from '../../charts';

export function useRoom(padding = 0) {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState<number | null>(null);
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => entry && setWidth(chartWidth(entry.contentRect.width - padding)));
    if (box.current) watch.observe(box.current);
    return () => watch.disconnect();
  }, []);
  return { box, width };
}
