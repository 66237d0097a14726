/** Every centre against every touchpoint in one period: where a whole row is pale, and where a whole column is. */
import { t } from '../../i18n';
import { wire } from './asked';
import { useFigures } from './load';
import { Picture } from './picture';
import { heatTwin } from './twins';
import type { Heat as Found } from './types';

export function Heat({ area, period, at }: { area: string | null; period: string; at: string }) {
  const query = { period, at, area_id: area };
  const { data } = useFigures<Found>('/figures/heat', query);
  if (!data || data.rows.length < 2 || data.columns.length === 0) return null;
  return <Picture kind="heat" search={wire(query)} title={t('insights.heat')} note={t('insights.heat_note')} twin={heatTwin(data)} />;
}
