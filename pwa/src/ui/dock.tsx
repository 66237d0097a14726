/** The bar under the thumb: everything that repeats lives here. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import './dock.css';

export function Dock({ children, label }: { children: ComponentChildren; label: string }) {
  const bar = useRef<HTMLElement>(null);
  useEffect(() => {
    const root = document.documentElement.style;
    const watch = new ResizeObserver(() => root.setProperty('--dock-height', `${bar.current?.offsetHeight ?? 0}px`));
    if (bar.current) watch.observe(bar.current);
    return () => {
      watch.disconnect();
      root.removeProperty('--dock-height');
    };
  }, []);
  return (
    <section class="dock" ref={bar} aria-label={label}>
      {children}
    </section>
  );
}
