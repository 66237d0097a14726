/** Where each role may go: the rail, the bottom bar and the start page are read from this one list. */
import type { Me } from '../../api/types';
import type { TextKey } from '../../i18n';
import type { IconName } from '../../ui';

export type NavPlace = { path: string; label: TextKey; icon: IconName; open: (me: Me) => boolean; also?: string };

const may = (permission: string) => (me: Me) => me.permissions.includes(permission);
const isAuditor = (me: Me) => me.roles.some((grant) => grant.role === 'auditor');
const isOffice = (me: Me) => me.roles.some((grant) => grant.role !== 'auditor');

export const PLACES: readonly NavPlace[] = [
  { path: '/visits', label: 'nav.visits', icon: 'clipboard', open: isAuditor },
  { path: '/sync', label: 'nav.sync', icon: 'send', open: isAuditor },
  { path: '/review', label: 'nav.review', icon: 'review', open: may('visit.review') },
  { path: '/insights', label: 'nav.compare', icon: 'compare', open: may('comparison.read'), also: '/compare' },
  { path: '/inside', label: 'nav.inside', icon: 'inside', open: may('engagement.read') },
  { path: '/engagement', label: 'nav.engagement', icon: 'upload', open: may('engagement.manage') },
  { path: '/plan', label: 'nav.plan', icon: 'calendar', open: may('visit.plan') },
  { path: '/reports', label: 'nav.reports', icon: 'report', open: (me) => isOffice(me) && may('report.read')(me) },
  { path: '/checklists', label: 'nav.checklists', icon: 'list', open: (me) => isOffice(me) && may('checklist.read')(me) },
  { path: '/people', label: 'nav.people', icon: 'people', open: may('user.manage') },
  { path: '/pulses', label: 'nav.pulses', icon: 'comment', open: may('engagement.manage') },
  { path: '/exports', label: 'nav.exports', icon: 'table', open: may('export.read') },
  { path: '/webhooks', label: 'nav.webhooks', icon: 'send', open: may('hook.manage') },
  { path: '/account', label: 'nav.account', icon: 'person', open: () => true },
];

export function placesFor(me: Me): NavPlace[] {
  return PLACES.filter((place) => place.open(me));
}

const HOMES: readonly [role: string, path: string][] = [
  ['auditor', '/visits'],
  ['area_manager', '/review'],
  ['administrator', '/plan'],
  ['centre_manager', '/reports'],
];

export function homeOf(me: Me): string {
  const found = HOMES.find(([role]) => me.roles.some((grant) => grant.role === role));
  return found ? found[1] : '/account';
}
