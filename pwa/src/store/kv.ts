/** Small single values: who is signed in, what the camera was opened for. */
import { use } from './db';
import type { Me } from './wire';

export interface CameraPending {
  visit_id: string;
  /** null: a photo that gets its question later. */
  question_id: string | null;
  /** The page to come back to. */
  path: string;
  scroll_y: number;
  at: number;
}

/** Nothing of it is on unless the person says so. */
export interface Comfort {
  haptics?: boolean;
  templates?: boolean;
  sentences?: readonly string[];
}

/** Handed over by another app and kept by the service worker: its bytes lie under its id, its visit is still to be chosen. */
export interface SharedPhoto {
  id: string;
  account: string;
  type: string;
  size: number;
  taken: number;
}

interface Values {
  me: Me | null;
  sign_out_pending: boolean;
  camera: CameraPending | null;
  /** By account: whether positions may be kept with photos. */
  photo_position: Readonly<Record<string, 'allowed' | 'refused'>>;
  /** By account. */
  comfort: Readonly<Record<string, Comfort>>;
  shared: readonly SharedPhoto[];
  watches: Readonly<Record<string, number>>;
}

export async function readValue<K extends keyof Values>(key: K): Promise<Values[K] | undefined> {
  return use((db) => db.get('kv', key)) as Promise<Values[K] | undefined>;
}

export async function writeValue<K extends keyof Values>(key: K, value: Values[K]): Promise<void> {
  await use((db) => db.put('kv', value, key));
}
