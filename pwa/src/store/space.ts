/** How much room this phone gives us, and whether it promises to keep what we store. */

const NEEDED = 300 * 1024 * 1024;

export interface Space {
  free: number | null;
  enough: boolean;
  kept: boolean;
}

export async function readSpace(): Promise<Space> {
  const { quota, usage } = (await navigator.storage?.estimate?.()) ?? {};
  const free = quota === undefined ? null : quota - (usage ?? 0);
  const kept = (await navigator.storage?.persisted?.()) ?? false;
  return { free, enough: free === null || free >= NEEDED, kept };
}

/** Asked after the person's first action; the browser decides by itself and often without a question. */
export async function askToKeep(): Promise<void> {
  if (!(await navigator.storage?.persisted?.())) await navigator.storage?.persist?.();
}
