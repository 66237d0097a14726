/** One choice of a few, side by side, 52 px high: yes / no / n/a, 0 to 10, filters. Arrow keys move, as radios do. */
import type { ComponentChildren } from 'preact';
import { useUniqueId } from './unique-id';
import './segments.css';

export type Segment<T extends string> = { id: T; label: ComponentChildren; spoken?: string; disabled?: boolean };

type SegmentsProps<T extends string> = {
  label: string;
  options: readonly Segment<T>[];
  value: T | null;
  onChange: (id: T) => void;
  /** How many stand in a row; by default all of them. */
  columns?: number;
  size?: 'm' | 's';
  disabled?: boolean;
  class?: string;
};

export function Segments<T extends string>(props: SegmentsProps<T>) {
  const { label, options, value, onChange, columns = options.length, size = 'm', disabled, class: extra } = props;
  const name = useUniqueId();
  return (
    <div
      class={`segments segments-${size} ${extra ?? ''}`}
      role="radiogroup"
      aria-label={label}
      style={{ '--columns': String(columns) }}
    >
      {options.map((option) => (
        <label class="segment" key={option.id}>
          <input
            type="radio"
            name={name}
            checked={option.id === value}
            disabled={disabled || option.disabled}
            aria-label={option.spoken}
            onChange={() => onChange(option.id)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </div>
  );
}
