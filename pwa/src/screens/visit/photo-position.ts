/** Where a photo was taken: asked for once, off until somebody allows it, a refusal is recorded and changes nothing. */
import { signal } from '@preact/signals';
import { readValue, writeValue } from '../../store/kv';
import { describePhotos } from '../../store/photos';
import type { PhotoPosition, PhotoRow } from '../../store/schema';
import { changed, me } from '../../sync';
import type { OpenVisit } from './open-visit';

export type Consent = 'allowed' | 'refused';

/** A picture chosen from the phone was taken somewhere else. */
const JUST_NOW_MS = 120_000;
const LIMIT_MS = 10_000;
const OLDEST_MS = 60_000;

/** undefined: not read yet; null: nobody has said anything. */
export const consent = signal<Consent | null | undefined>(undefined);

export async function readConsent(account: string): Promise<Consent | null> {
  return (consent.value = (await readValue('photo_position'))?.[account] ?? null);
}

export async function giveConsent(account: string, given: Consent): Promise<void> {
  await writeValue('photo_position', { ...(await readValue('photo_position')), [account]: given });
  consent.value = given;
}

export function findPosition(): Promise<PhotoPosition> {
  return new Promise((resolve, reject) => {
    const found = ({ coords }: GeolocationPosition): void =>
      resolve({ lat: coords.latitude, lon: coords.longitude, accuracy_m: Math.round(coords.accuracy) });
    navigator.geolocation.getCurrentPosition(found, reject, { enableHighAccuracy: true, timeout: LIMIT_MS, maximumAge: OLDEST_MS });
  });
}

function isFresh({ taken_at }: PhotoRow): boolean {
  return Math.abs(Date.now() - Date.parse(taken_at ?? '')) < JUST_NOW_MS;
}

/** Beside the photos, never in their way: what cannot be found in time is not kept. */
export async function notePosition(visit: OpenVisit, rows: readonly PhotoRow[]): Promise<void> {
  const given = me.value && (await readConsent(me.value.id));
  const fresh = rows.filter(isFresh);
  if (!given || fresh.length === 0) return;
  const position = given === 'refused' ? ({ refused: true } as const) : await findPosition().catch(() => null);
  // A visit that was closed meanwhile takes nothing more.
  if (!position || !visit.editable.value) return;
  await describePhotos(Object.fromEntries(fresh.map(({ id }) => [id, { position }])));
  void changed();
}
