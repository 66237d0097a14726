/** A part that few pages need: fetched when it is first drawn. Offline the service worker has it. */
import { signal } from '@preact/signals';
import type { ComponentChildren, ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { loadTexts } from '../i18n';

/** `meanwhile`: keeps its place, where something below would jump when it comes. */
export function later<Props>(load: () => Promise<ComponentType<Props>>, meanwhile?: () => ComponentChildren): ComponentType<Props> {
  const ready = signal<ComponentType<Props> | null>(null);
  let asked: Promise<void> | null = null;
  const fetch = async (): Promise<void> => {
    const part = await load();
    await loadTexts();
    ready.value = part;
  };
  return (props: Props) => {
    const Part = ready.value;
    useEffect(() => {
      // What could not be fetched is asked for again when it is next drawn.
      if (!ready.peek()) asked ??= fetch().catch(() => void (asked = null));
    });
    return Part ? <Part {...(props as Props & object)} /> : (meanwhile?.() ?? null);
  };
}
