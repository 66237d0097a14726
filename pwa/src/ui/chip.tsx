/** A state in a word, a shape and a colour: each of the three is enough on its own. */
import type { ComponentChildren } from 'preact';
import './chip.css';

export type Tone = 'neutral' | 'good' | 'warn' | 'bad' | 'accent';
export type Mark = 'dot' | 'ring' | 'square' | 'triangle' | 'bar' | 'none';

const MARKS: Record<Tone, Mark> = { neutral: 'dot', good: 'dot', warn: 'square', bad: 'triangle', accent: 'ring' };

export function Chip({ tone = 'neutral', mark, children }: { tone?: Tone; mark?: Mark; children: ComponentChildren }) {
  const shape = mark ?? MARKS[tone];
  return (
    <span class={`chip chip-${tone}`}>
      {shape !== 'none' && <span class={`chip-mark chip-mark-${shape}`} aria-hidden="true" />}
      <span>{children}</span>
    </span>
  );
}
