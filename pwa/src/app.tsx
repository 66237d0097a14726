/** Which page stands at which address, for whom, and what is shown while nobody is signed in. */
import { useSignalEffect } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { onSessionLost } from './api/lost';
import { system } from './api/system';
import type { Me } from './api/types';
import { setLanguage, t } from './i18n';
import { match, navigate, route, type Match, type Place } from './router';
import { lazy, type LazyScreen } from './screens/shell/lazy';
import { homeOf, placesFor } from './screens/shell/places';
import { Shell } from './screens/shell/shell';
import { me, session, sessionLost } from './sync/session';
import { Button, Header } from './ui';

type Page = {
  at: string;
  screen: LazyScreen;
  /** Links from mails open without an account. */
  open?: boolean;
  /** Pages with a dock of their own have no bottom bar. */
  docked?: boolean;
};

const list = () => import('./screens/visit/list');
const visit = () => import('./screens/visit');
/** Once a visit, at its end; a section fetches it beforehand. */
const check = () => visit().then(() => import('./screens/visit/check-screen'));
/** Seldom looked at; most days everything goes through by itself. */
const sending = () => visit().then(() => import('./screens/visit/sync-screen'));
const shared = () => visit().then(() => import('./screens/visit/shared-photos'));
const discreet = () => import('./screens/discreet');
const signIn = () => import('./screens/sign-in');
const links = () => import('./screens/sign-in/links');
const verify = () => import('./screens/reports/verify');
const review = () => import('./screens/review');
const planning = () => import('./screens/planning');
const checklists = () => import('./screens/checklists');
const pulse = () => import('./screens/pulse');
const inside = lazy(() => import('./screens/inside'), 'Inside');
const engagement = lazy(() => import('./screens/engagement'), 'Engagement');
const insights = lazy(() => import('./screens/insights'), 'Insights');

onSessionLost(sessionLost);

const SignIn = lazy(signIn, 'SignIn');

const PAGES: readonly Page[] = [
  { at: '/visits', screen: lazy(list, 'VisitList', () => <Header overline={t('role.auditor')} title={t('visits.title')} />) },
  { at: '/visits/shared', screen: lazy(shared, 'SharedPhotos') },
  { at: '/visits/:id', screen: lazy(visit, 'Brief'), docked: true },
  { at: '/visits/:id/s/:section', screen: lazy(visit, 'SectionScreen'), docked: true },
  { at: '/visits/:id/notes', screen: lazy(discreet, 'NotesScreen'), docked: true },
  { at: '/visits/:id/check', screen: lazy(check, 'CheckScreen'), docked: true },
  { at: '/sync', screen: lazy(sending, 'SyncScreen') },
  { at: '/review', screen: lazy(review, 'ReviewList') },
  { at: '/review/:id', screen: lazy(review, 'ReviewDesk'), docked: true },
  { at: '/compare', screen: lazy(() => import('./screens/comparison'), 'Compare') },
  { at: '/insights', screen: insights },
  { at: '/insights/:what', screen: insights },
  { at: '/insights/:what/:id', screen: insights },
  { at: '/inside', screen: inside },
  { at: '/inside/:what', screen: inside },
  { at: '/engagement', screen: engagement },
  { at: '/engagement/:what', screen: engagement },
  { at: '/plan', screen: lazy(planning, 'VisitsPlan') },
  { at: '/plan/new', screen: lazy(planning, 'PlanVisit'), docked: true },
  { at: '/plan/:id', screen: lazy(review, 'PlannedVisit'), docked: true },
  { at: '/pulses', screen: lazy(pulse, 'Pulses') },
  { at: '/pulses/template', screen: lazy(pulse, 'PulseTemplate') },
  { at: '/pulses/:id', screen: lazy(pulse, 'PulsePage') },
  { at: '/people', screen: lazy(() => import('./screens/people'), 'People') },
  { at: '/checklists', screen: lazy(checklists, 'Checklists') },
  { at: '/checklists/:slug', screen: lazy(checklists, 'ChecklistPage'), docked: true },
  { at: '/studio/:id', screen: lazy(() => import('./screens/studio'), 'StudioPage'), docked: true },
  { at: '/reports', screen: lazy(() => import('./screens/reports'), 'Reports') },
  { at: '/reports/new', screen: lazy(() => import('./screens/reports/order'), 'OrderReport') },
  { at: '/reports/:id', screen: lazy(review, 'ReportPage'), docked: true },
  { at: '/exports', screen: lazy(() => import('./screens/exports'), 'Exports') },
  { at: '/webhooks', screen: lazy(() => import('./screens/hooks'), 'Webhooks') },
  { at: '/account', screen: lazy(() => import('./screens/account'), 'Account') },
  { at: '/verify', screen: lazy(verify, 'Verify'), open: true },
  { at: '/verify/:code', screen: lazy(verify, 'Verify'), open: true },
  { at: '/sign-in', screen: SignIn, open: true },
  { at: '/welcome', screen: lazy(links, 'Welcome'), open: true },
  { at: '/reset', screen: lazy(links, 'Reset'), open: true },
];

function pageAt(path: string): { page: Page; params: Match } | null {
  for (const page of PAGES) {
    const params = match(page.at, path);
    if (params) return { page, params };
  }
  return null;
}

/** Fetches what the page at this address needs, at the same time as the phone's own store is read. */
export function preload({ path }: Place): void {
  pageAt(path)?.page.screen.preload().catch(() => undefined);
}

/** Some pages belong to one role; an address from somebody else's bookmark leads to the plain "nothing here". */
function isFor(path: string, person: Me): boolean {
  const first = path.split('/')[1] ?? '';
  // The studio belongs to the checklists, the comparison to the figures.
  const root = first === 'studio' ? '/checklists' : first === 'compare' ? '/insights' : `/${first}`;
  return placesFor(person).some((place) => place.path === root);
}

function Missing() {
  return (
    <>
      <Header title={t('missing.title')} />
      <div class="page">
        <p>{t('missing.text')}</p>
        <div>
          <Button href="/">{t('missing.home')}</Button>
        </div>
      </div>
    </>
  );
}

function Content() {
  const { path } = route.value;
  const found = pageAt(path);
  const person = me.value as Me | null;
  if (found?.page.open) return <found.page.screen key={found.page.at} params={found.params} />;
  const office = person?.roles.some((grant) => grant.role !== 'auditor');
  // The same form as at its own address: what was typed stays when a sign-out leads there.
  if (!person || (session.value === 'expired' && office)) return <SignIn key="/sign-in" params={{}} />;
  if (!found || !isFor(path, person)) return <Missing />;
  return <found.page.screen key={found.page.at + JSON.stringify(found.params)} params={found.params} />;
}

/** After a step the page gets the focus, so that the next Tab begins there; its title is read out by the shell. */
function useFocusOnPage(): void {
  useEffect(() => {
    let before = route.peek().path;
    return route.subscribe(({ path }) => {
      if (path !== before) document.getElementById('page')?.focus({ preventScroll: true });
      before = path;
    });
  }, []);
}

export function App() {
  const { path } = route.value;
  useFocusOnPage();
  useSignalEffect(() => void setLanguage(me.value?.language ?? navigator.language));
  useSignalEffect(() => {
    // With an ended session the sign-in page is where the person wants to be.
    if (me.value && (route.value.path === '/' || (route.value.path === '/sign-in' && session.value === 'in')))
      navigate(homeOf(me.value as Me), { replace: true });
  });
  const found = pageAt(path);
  const person = found?.page.open ? null : (me.value as Me | null);
  return (
    <Shell me={person} simulated={system.value?.simulated ?? false} bar={!found?.page.docked}>
      <Content />
    </Shell>
  );
}
