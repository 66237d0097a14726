/** German, area by area; each is fetched when a page first needs it. */
import type { Areas } from '../areas';

export const areas: Areas = {
  account: () => import('./account').then((m) => m.account),
  actions: () => import('./actions').then((m) => m.actions),
  comfort: () => import('./comfort').then((m) => m.comfort),
  common: () => import('./common').then((m) => m.common),
  compare: () => import('./compare').then((m) => m.compare),
  discreet: () => import('./discreet').then((m) => m.discreet),
  mend: () => import('./mend').then((m) => m.mend),
  insights: () => import('./insights').then((m) => m.insights),
  notices: () => import('./notices').then((m) => m.notices),
  observing: () => import('./observing').then((m) => m.observing),
  office: () => import('./office').then((m) => m.office),
  photos: () => import('./photos').then((m) => m.photos),
  rare: () => import('./rare').then((m) => m.rare),
  refused: () => import('./refused').then((m) => m.refused),
  review: () => import('./review').then((m) => m.review),
  seen: () => import('./seen').then((m) => m.seen),
  sending: () => import('./sending').then((m) => m.sending),
  'sign-in': () => import('./sign-in').then((m) => m.signIn),
  studio: () => import('./studio').then((m) => m.studio),
  'sync-help': () => import('./sync-help').then((m) => m.syncHelp),
  visit: () => import('./visit').then((m) => m.visit),
  waiting: () => import('./waiting').then((m) => m.waiting),
};
