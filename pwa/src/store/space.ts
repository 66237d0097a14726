/** How much room this phone gives us, and whether it promises to keep what we store. */
import { signal } from '@preact/signals';
import { StoreFull } from './db';

/** Less than this, and no visit is begun. */
const NEEDED = 300 * 1024 * 1024;
/** Kept free of photos, so that answers, which are tiny, always find room. */
const FOR_ANSWERS = 20 * 1024 * 1024;

/** The phone could not keep the last photo; it takes photos again when one fits. */
export const photosFull = signal(false);
let lastFree: number | null = null;

export interface Space {
  free: number | null;
  enough: boolean;
  kept: boolean;
}

export async function readSpace(): Promise<Space> {
  const { storage } = globalThis.navigator ?? {};
  const { quota, usage } = (await storage?.estimate?.()) ?? {};
  const free = quota === undefined ? null : quota - (usage ?? 0);
  lastFree = free;
  const kept = (await storage?.persisted?.()) ?? false;
  return { free, enough: free === null || free >= NEEDED, kept };
}

/** What was known a moment ago decides: asking the browser now would keep a photo waiting that is not safe yet. */
function hasRoomFor(bytes: number): boolean {
  return lastFree === null || lastFree - bytes >= FOR_ANSWERS;
}

/** Keeps a photo of this size where there is room for it, and says by `photosFull` how that went. */
export async function ifRoomFor<T>(bytes: number, keep: () => Promise<T>): Promise<T> {
  try {
    if (!hasRoomFor(bytes)) throw new StoreFull('The rest of the room is for answers.');
    const kept = await keep();
    photosFull.value = false;
    return kept;
  } catch (error) {
    if (error instanceof StoreFull) photosFull.value = true;
    throw error;
  } finally {
    void readSpace();
  }
}

/** Asked after the person's first action; the browser decides by itself and often without a question. */
export async function askToKeep(): Promise<void> {
  if (!(await navigator.storage?.persisted?.())) await navigator.storage?.persist?.();
}
