/**
 * Positions in what is kept for reading offline. A position somebody gave goes after thirty days (`backend/domain/positions.py`): what the
 * server deletes may not live on in a copy. It is the only answer that is an object, and stands beside its `updated_at`.
 */
const KEPT_FOR_MS = 30 * 86_400_000;
const EXPIRED = { expired: true } as const;

type Plain = Readonly<Record<string, unknown>>;

/** Pictures and bytes hold no answers. */
function isPlain(value: unknown): value is Plain {
  return Object.prototype.toString.call(value) === '[object Object]';
}

/** The moment in ms at which the position this answer holds must be gone; null where it holds none. One without a time is due at once. */
function goneAt({ value, updated_at }: Plain): number | null {
  if (!isPlain(value) || !('lat' in value || 'lon' in value)) return null;
  const given = Date.parse(String(updated_at));
  return Number.isNaN(given) ? 0 : given + KEPT_FOR_MS;
}

/** When the first position in there must be gone, in ms; null where there is none. */
export function firstDue(content: unknown): number | null {
  if (Array.isArray(content)) return earliest(content);
  if (!isPlain(content)) return null;
  const own = goneAt(content);
  const below = earliest(Object.values(content));
  return own === null ? below : Math.min(own, below ?? own);
}

function earliest(contents: readonly unknown[]): number | null {
  let first: number | null = null;
  for (const one of contents) {
    const due = firstDue(one);
    if (due !== null && (first === null || due < first)) first = due;
  }
  return first;
}

/** The same without the positions that are due. */
export function withoutDue<T>(content: T, now: number): T;
export function withoutDue(content: unknown, now: number): unknown {
  if (Array.isArray(content)) return content.map((one: unknown) => withoutDue(one, now));
  if (!isPlain(content)) return content;
  const due = goneAt(content);
  const parts = due !== null && due <= now ? { ...content, value: EXPIRED } : content;
  return Object.fromEntries(Object.entries(parts).map(([name, one]) => [name, withoutDue(one, now)]));
}
