/** Apart from the engine: the phone's store asks it, and that is in the first load. */

/** What the server leaves of a position after thirty days. */
export function isExpired(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return (value as Record<string, unknown>)['expired'] === true && Object.keys(value).length === 1;
}
