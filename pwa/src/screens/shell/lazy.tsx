/** A screen that is fetched when it is first needed; a phone offline finds it in the service worker's list. */
import type { ComponentType, VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { loadTexts, t } from '../../i18n';
import { Button, EmptyState, SkeletonCards } from '../../ui';

export type Screen = ComponentType<Record<string, string>>;
type State = { screen: Screen | null; failed: boolean };

export type LazyScreen = ComponentType<{ params: Readonly<Record<string, string>> }> & { preload: () => Promise<unknown> };

/** `head`: what stands above such a page before anything of it is here. */
export function lazy(load: () => Promise<unknown>, name: string, head?: () => VNode): LazyScreen {
  let ready: Screen | null = null;
  const fetch = async (): Promise<Screen> => {
    const found = (await load()) as Record<string, Screen>;
    await loadTexts();
    ready = found[name]!;
    return ready;
  };
  const Lazy: ComponentType<{ params: Readonly<Record<string, string>> }> = ({ params }) => {
    const [{ screen: Screen, failed }, set] = useState<State>({ screen: ready, failed: false });
    const start = () => fetch().then((screen) => set({ screen, failed: false }), () => set({ screen: null, failed: true }));
    useEffect(() => {
      if (!Screen) void start();
    }, []);
    if (Screen) return <Screen {...params} />;
    if (failed) return <Broken onRetry={() => void start()} />;
    return (
      <>
        {head?.()}
        <div class="page" role="status" aria-label={t('app.loading')}>
          <SkeletonCards />
        </div>
      </>
    );
  };
  return Object.assign(Lazy, { preload: fetch });
}

function Broken({ onRetry }: { onRetry: () => void }) {
  return (
    <EmptyState icon="warning" title={t('app.update_broken')} action={<Button onClick={onRetry}>{t('try_again')}</Button>} />
  );
}
