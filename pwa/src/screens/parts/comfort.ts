/** What people may switch on for the way they work: kept on the phone, for each account. */
import { effect, signal } from '@preact/signals';
import { readValue, writeValue, type Comfort } from '../../store/kv';
import { me } from '../../sync/session';

export const comfort = signal<Comfort>({});

effect(() => {
  const account = me.value?.id ?? '';
  void readValue('comfort').then((all) => (comfort.value = all?.[account] ?? {}), () => undefined);
});

export async function changeComfort(change: Comfort): Promise<void> {
  const account = me.value?.id ?? '';
  comfort.value = { ...comfort.value, ...change };
  await writeValue('comfort', { ...(await readValue('comfort')), [account]: comfort.value });
}

/** Where phones can. It says nothing that is not seen. */
export function buzz(): void {
  if (comfort.value.haptics) navigator.vibrate?.(10);
}
