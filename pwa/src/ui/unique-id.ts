/** A name no other element of the page has. Preact's own counts from the root that is drawn, and two radio groups of one name undo each other. */
import { useState } from 'preact/hooks';

let count = 0;

export function useUniqueId(): string {
  return useState(() => `id-${++count}`)[0];
}
