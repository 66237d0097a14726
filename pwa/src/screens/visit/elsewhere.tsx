/** The visit was opened on another phone of this person: said in words, and gone on with here only when the person says so. */
import { useEffect } from 'preact/hooks';
import { lookAgain } from '../../sync';
import { later } from '../../ui';
import type { OpenVisit } from './open-visit';

const ElsewhereBanner = later<{ visit: OpenVisit }>(() => import('./sync-help').then((m) => m.ElsewhereBanner));

export function Elsewhere({ visit }: { visit: OpenVisit }) {
  return visit.elsewhere.value ? <ElsewhereBanner visit={visit} /> : null;
}

/** Asks the server once when the visit is opened: another phone may have begun it a minute ago. */
export function useFreshLease(visit: OpenVisit): void {
  useEffect(() => void lookAgain(visit), [visit]);
}
