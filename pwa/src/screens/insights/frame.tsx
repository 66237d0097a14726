/** What every page of figures shares: where else one can go, the filters, from when it is, and the words when there is nothing. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { t, type TextKey } from '../../i18n';
import { route } from '../../router';
import { me } from '../../sync/session';
import { Banner, Header, SkeletonCards } from '../../ui';
import { AsOf, SeenTrouble } from '../parts/as-of';
import type { Seen } from '../parts/seen';

type Tab = { path: string; label: TextKey; may?: string };

const TABS: readonly Tab[] = [
  { path: '/insights', label: 'insights.tab_overview' },
  { path: '/compare', label: 'insights.tab_time' },
  { path: '/insights/compare', label: 'insights.tab_side' },
  { path: '/insights/league', label: 'insights.tab_league' },
  { path: '/insights/waves', label: 'insights.tab_waves', may: 'wave_report.read' },
  { path: '/insights/auditors', label: 'insights.tab_auditors', may: 'auditor_effects.read' },
];

const NESTED = ['/insights/compare', '/insights/league', '/insights/waves', '/insights/auditors'];

function isHere(path: string, now: string): boolean {
  if (path !== '/insights') return now === path || now.startsWith(`${path}/`);
  return now.startsWith('/insights') && !NESTED.some((one) => now.startsWith(one));
}

export function Tabs() {
  const now = route.value.path;
  const strip = useRef<HTMLElement>(null);
  useEffect(() => {
    const here = strip.current?.querySelector<HTMLElement>('[aria-current]');
    if (here && strip.current) strip.current.scrollLeft = here.offsetLeft - (strip.current.clientWidth - here.offsetWidth) / 2;
  }, [now]);
  return (
    <nav class="tabs" ref={strip} aria-label={t('insights.tabs')}>
      {TABS.filter(({ may }) => !may || me.value?.permissions.includes(may)).map(({ path, label }) => (
        <a key={path} class="tab" href={path} aria-current={isHere(path, now) ? 'page' : undefined}>
          {t(label)}
        </a>
      ))}
    </nav>
  );
}

type FrameProps<T> = {
  title: string;
  overline?: string;
  back?: string;
  trailing?: ComponentChildren;
  seen: Seen<T>;
  filters?: ComponentChildren;
  children: (data: T) => ComponentChildren;
};

/** How often a page looks whether its figures are made. */
const LOOK_AGAIN_MS = 4_000;

/** Made anew after a restore, an upgrade or a new version; it is said, because visits may be missing, and the page follows by itself. */
export function Making({ data, onLook }: { data: object; onLook: () => void }) {
  const making = 'being_made' in data ? (data.being_made as { done: number; total: number | null } | null) : null;
  useEffect(() => {
    if (!making) return;
    const timer = setTimeout(onLook, LOOK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [making, onLook]);
  return making && <Banner>{t('insights.making', { done: making.done, total: making.total ?? '?' })}</Banner>;
}

/** Old figures stay on the page, dimmed, while new ones come; what could not be fetched never stands there as if it had been. */
export function Frame<T extends object | null>({ title, overline, back, trailing, seen, filters, children }: FrameProps<T>) {
  const { data, problem, loading, reload } = seen;
  const last = useRef<T | null>(null);
  if (data) last.current = data;
  const shown = data ?? (loading ? last.current : null);
  return (
    <>
      <Header title={title} overline={overline} back={back} trailing={trailing && <div class="row insights-actions">{trailing}</div>} />
      <div class="page page-wide insights" aria-busy={loading}>
        <Tabs />
        {filters}
        <AsOf seen={seen} />
        <SeenTrouble problem={problem} onRetry={reload} />
        {!shown && !problem && <SkeletonCards count={3} height={180} />}
        {shown && <Making data={shown} onLook={reload} />}
        {shown && <div class={data ? 'insights-body' : 'insights-body insights-stale'}>{children(shown)}</div>}
      </div>
    </>
  );
}

export function Lead({ children }: { children: string }) {
  return <p class="lead">{children}</p>;
}
