/** Progress as a number in a ring ("2/12"), never as a percentage. */
import './ring.css';

type RingProps = { value: number; total: number; label: string; size?: number; text?: string };

export function Ring({ value, total, label, size = 44, text }: RingProps) {
  const radius = (size - 5) / 2;
  const around = 2 * Math.PI * radius;
  const part = total > 0 ? Math.min(1, Math.max(0, value / total)) : 0;
  const circle = { cx: size / 2, cy: size / 2, r: radius, fill: 'none', 'stroke-width': 4 };
  return (
    <span class="ring" role="img" aria-label={label} style={{ width: `${size / 16}rem`, height: `${size / 16}rem` }}>
      <svg viewBox={`0 0 ${size} ${size}`} aria-hidden="true">
        <circle {...circle} class="ring-track" />
        {part > 0 && (
          <circle
            {...circle}
            class="ring-part"
            stroke-dasharray={`${part * around} ${around}`}
            transform={`rotate(-90 ${size / 2} ${size / 2})`}
          />
        )}
      </svg>
      <span class="ring-text figures" aria-hidden="true">
        {text ?? `${value}/${total}`}
      </span>
    </span>
  );
}
