/** In a list read without a network: which of its visits can be opened. */
import { useEffect, useState } from 'preact/hooks';
import { namesOf } from '../../api/keep';
import type { VisitSummary } from '../../api/types';
import { t } from '../../i18n';
import { underName } from './place';
import { account } from './seen';

const VISIT = 'visit-';

/** Under this name a visit's page is kept, wherever it was opened from. */
export const visitName = (id: string): string => VISIT + id;

/** null while the network answers: then every one can. */
export function useHere(away: boolean): ReadonlySet<string> | null {
  const [here, setHere] = useState<ReadonlySet<string> | null>(null);
  useEffect(() => {
    const owner = account();
    if (away && owner !== null) void namesOf(owner, VISIT).then(setHere);
    else setHere(null);
  }, [away]);
  return here;
}

/** The second line under a centre's name. */
export function UnderName({ visit, here }: { visit: VisitSummary; here: ReadonlySet<string> | null }) {
  const words = [underName(visit.centre), here && !here.has(visit.id) && t('seen.not_here')].filter(Boolean);
  return <span class="two-lines">{words.join(' · ')}</span>;
}
