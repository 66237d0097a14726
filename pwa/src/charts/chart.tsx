/** A chart from the server, inline. One tab stop, arrows move from mark to mark, each is read out and shown. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { parsePicture } from './picture';
import './chart.css';

type Tip = { text: string; x: number; y: number };

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

function marksOf(frame: HTMLElement): SVGElement[] {
  return [...frame.querySelectorAll<SVGElement>('.pt')];
}

function tipOf(frame: HTMLElement, mark: Element): Tip {
  const outer = frame.getBoundingClientRect();
  const inner = mark.getBoundingClientRect();
  const middle = inner.left + inner.width / 2 - outer.left;
  const half = Math.min(150, outer.width * 0.45);
  const x = Math.min(Math.max(middle, half), outer.width - half);
  return { text: mark.getAttribute('data-tip') ?? '', x, y: inner.top - outer.top };
}

function moveFocus(frame: HTMLElement, key: string): boolean {
  const marks = marksOf(frame);
  const here = marks.findIndex((mark) => mark === document.activeElement);
  const by = STEPS[key];
  const to = key === 'Home' ? 0 : key === 'End' ? marks.length - 1 : by === undefined ? -1 : here + by;
  const next = here < 0 ? undefined : marks[to];
  if (!next) return by !== undefined && here >= 0;
  marks[here]?.setAttribute('tabindex', '-1');
  next.setAttribute('tabindex', '0');
  next.focus();
  return true;
}

export function Chart({ svg }: { svg: string }) {
  const frame = useRef<HTMLDivElement>(null);
  const paper = useRef<HTMLDivElement>(null);
  const [tip, setTip] = useState<Tip | null>(null);
  useEffect(() => {
    const picture = parsePicture(svg);
    setTip(null);
    paper.current?.replaceChildren(...(picture ? [picture] : []));
  }, [svg]);
  const show = (event: Event) => {
    const mark = (event.target as Element).closest('.pt');
    setTip(mark && frame.current ? tipOf(frame.current, mark) : null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') setTip(null);
    else if (frame.current && moveFocus(frame.current, event.key)) event.preventDefault();
  };
  return (
    <div
      class="chart-frame"
      ref={frame}
      onMouseOver={show}
      onMouseLeave={() => setTip(null)}
      onFocusIn={show}
      onFocusOut={() => setTip(null)}
      onKeyDown={onKeyDown}
    >
      <div ref={paper} />
      {tip && (
        <div class="chart-tip" style={{ left: `${tip.x}px`, top: `${tip.y}px` }} aria-hidden="true">
          {tip.text}
        </div>
      )}
      <p class="hidden-visually" aria-live="polite">
        {tip?.text}
      </p>
    </div>
  );
}
