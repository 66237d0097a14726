/** The shape of what is coming, so that nothing jumps when it arrives. */
import './skeleton.css';

type SkeletonProps = { lines?: number; height?: number; label?: string };

export function Skeleton({ lines = 3, height = 18, label }: SkeletonProps) {
  return (
    <div class="skeleton" role={label ? 'status' : undefined} aria-label={label} aria-busy="true">
      {Array.from({ length: lines }, (_, index) => (
        <span key={index} style={{ height: `${height}px`, width: `${index === lines - 1 && lines > 1 ? 62 : 100}%` }} />
      ))}
    </div>
  );
}

/** Cards of the right height while a list loads. */
export function SkeletonCards({ count = 4, height = 96 }: { count?: number; height?: number }) {
  return (
    <div class="skeleton skeleton-cards" aria-busy="true">
      {Array.from({ length: count }, (_, index) => (
        <span key={index} style={{ height: `${height}px` }} />
      ))}
    </div>
  );
}
