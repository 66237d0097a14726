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
    const { api, send } = await import('./client');
    system.value = await send(api.GET('/api/v1/system'));
    localStorage.setItem(KEY, JSON.stringify(system.value));
  } catch {
    // Offline: what was remembered stays.
  }
}
