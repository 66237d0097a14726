/** Whose visits this person may open: the chain's, or those of one area or one centre. */
import type { Me } from '../../api/types';
import { me } from '../../sync/session';

export type Own = { area_id: string | null; centre_id: string | null };

const ALL: Own = { area_id: null, centre_id: null };

/** The widest of the roles counts; a person of several areas begins with the first. */
export function ownOf(person: Pick<Me, 'roles'> | null): Own {
  const grants = (person?.roles ?? []).filter(({ role }) => role !== 'auditor');
  const widest = grants.find((one) => !one.area_id && !one.centre_id) ?? grants.find((one) => one.area_id) ?? grants[0];
  return widest ? { area_id: widest.area_id, centre_id: widest.area_id ? null : widest.centre_id } : ALL;
}

export const own = (): Own => ownOf(me.value);
