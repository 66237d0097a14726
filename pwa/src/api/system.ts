/** What the server says about itself; remembered, so that the line about simulated data also stands offline. */
import { signal } from '@preact/signals';
import type { SystemInfo } from './types';

const KEY = 'system';

function remembered(): SystemInfo | null {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? 'null') as SystemInfo | null;
  } catch {
    return null;
  }
}

export const system = signal<SystemInfo | null>(remembered());

export async function loadSystem(): Promise<void> {
  try {
    // One question without a body: a phone need not load the API client for it.
    const reply = await fetch('/api/v1/system');
    if (!reply.ok) return;
    system.value = (await reply.json()) as SystemInfo;
    localStorage.setItem(KEY, JSON.stringify(system.value));
  } catch {
    // Offline: what was remembered stays.
  }
}
