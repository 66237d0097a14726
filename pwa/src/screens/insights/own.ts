/** Whose visits this person may open: the chain's, or those of one area or one centre. */
import type { Me } from '../../api/types';
import { me } from '../../sync/session';
import { pathTo } from './asked';
import type { Figure, Series } from './types';

export type Own = { area_id: string | null; centre_id: string | null };

const ALL: Own = { area_id: null, centre_id: null };

/** The widest of the roles counts; a person of several areas begins with the first. */
export function ownOf(person: Pick<Me, 'roles'> | null): Own {
  const grants = (person?.roles ?? []).filter(({ role }) => role !== 'auditor');
  const widest = grants.find((one) => !one.area_id && !one.centre_id) ?? grants.find((one) => one.area_id) ?? grants[0];
  return widest ? { area_id: widest.area_id, centre_id: widest.area_id ? null : widest.centre_id } : ALL;
}

/** The page of the visits behind a figure; null where this person may not open every one of them, and for teams. */
export function visitsOf({ kind, id }: Pick<Series, 'kind' | 'id'>, figure: Figure | null, asked: { measure?: string; period: string }): string | null {
  if (!figure || kind === 'team') return null;
  const whole = own();
  if (kind === 'chain' && (whole.area_id || whole.centre_id)) return null;
  return pathTo('/insights/question', { ...asked, at: figure.period, ...(kind === 'chain' ? {} : { [`${kind}_id`]: id }) });
}

export const own = (): Own => ownOf(me.value);
