/** What an action came to: brought into view, because it stands below what was pressed. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

export function Arrived({ children }: { children: ComponentChildren }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.scrollIntoView({ block: 'nearest' }), []);
  return (
    <div class="engagement-arrived" ref={place}>
      {children}
    </div>
  );
}
