/** What the pages of inside-outside share: the way from one to the other, the title, and loading. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { t, type TextKey } from '../../i18n';
import { route } from '../../router';
import { me } from '../../sync/session';
import { Card, Header, SkeletonCards, useUniqueId } from '../../ui';
import { AsOf, SeenTrouble } from '../parts/as-of';
import type { Seen } from '../parts/seen';

type Tab = { path: string; label: TextKey; may: string };

const TABS: readonly Tab[] = [
  { path: '/inside', label: 'inside.tab_link', may: 'link.read' },
  { path: '/inside/map', label: 'inside.tab_map', may: 'engagement.read' },
  { path: '/inside/watch', label: 'inside.tab_watch', may: 'link.read' },
  { path: '/inside/planning', label: 'inside.tab_planning', may: 'link.read' },
  { path: '/inside/method', label: 'inside.tab_method', may: 'engagement.read' },
];

export const maySee = (permission: string): boolean => me.value?.permissions.includes(permission) ?? false;

/** The distance that was chosen goes along from page to page. */
function Tabs() {
  const { path: now, query } = route.value;
  const strip = useRef<HTMLElement>(null);
  const lag = query.get('lag');
  useEffect(() => {
    const here = strip.current?.querySelector<HTMLElement>('[aria-current]');
    if (here && strip.current) strip.current.scrollLeft = here.offsetLeft - (strip.current.clientWidth - here.offsetWidth) / 2;
  }, [now]);
  return (
    <nav class="tabs" ref={strip} aria-label={t('inside.tabs')}>
      {TABS.filter(({ may }) => maySee(may)).map(({ path, label }) => (
        <a key={path} class="tab" href={lag ? `${path}?lag=${lag}` : path} aria-current={now === path ? 'page' : undefined}>
          {t(label)}
        </a>
      ))}
    </nav>
  );
}

type PageProps = { title: string; trailing?: ComponentChildren; busy?: boolean; children: ComponentChildren };

export function Page({ title, trailing, busy, children }: PageProps) {
  return (
    <>
      <Header title={title} trailing={trailing && <div class="row insights-actions">{trailing}</div>} />
      <div class="page page-wide insights inside" aria-busy={busy}>
        <Tabs />
        {children}
      </div>
    </>
  );
}

/** From when it is, what went wrong, and the shape of what is coming. */
export function Loading({ seen }: { seen: Omit<Seen<unknown>, 'put'> }) {
  return (
    <>
      <AsOf seen={seen} />
      <SeenTrouble problem={seen.problem} onRetry={seen.reload} />
      {!seen.data && !seen.problem && <SkeletonCards count={3} height={180} />}
    </>
  );
}

export function Part({ title, children }: { title: string; children: ComponentChildren }) {
  const id = useUniqueId();
  return (
    <Card as="section" aria-labelledby={id}>
      <div class="stack stack-8">
        <h2 id={id}>{title}</h2>
        {children}
      </div>
    </Card>
  );
}

/** A part that may not be shown stands in its place and says why. */
export function NotShown({ title, reason, children }: { title: string; reason: string | null; children?: ComponentChildren }) {
  return (
    <Part title={title}>
      <div class="inside-reason">
        <p class="overline">{t('inside.not_shown_because')}</p>
        <p>{reason}</p>
      </div>
      {children}
    </Part>
  );
}
