/** The three rungs: what each asks, the picture, and which centre moves the slope most. */
import { formatChange, t } from '../../i18n';
import { Card, Table, type Column } from '../../ui';
import { Picture } from '../insights/picture';
import { ladderTwin } from './twins';
import type { Analysis } from './types';
import { perFive, STEP } from './words';

type Mover = Analysis['movers'][number];

function columns(whole: number): Column<Mover>[] {
  const off = (one: Mover) => (one.slope_without === null ? '–' : formatChange((one.slope_without - whole) * STEP, 1));
  return [
    { id: 'name', title: t('inside.col_centre'), head: true, cell: (one) => <a href={`/insights/centres/${one.centre_id}`}>{one.name}</a> },
    { id: 'without', title: t('inside.movers_without'), numeric: true, cell: (one) => perFive(one.slope_without) },
    { id: 'off', title: t('inside.movers_off'), numeric: true, cell: off },
  ];
}

function Movers({ movers, whole }: { movers: readonly Mover[]; whole: number | null }) {
  if (movers.length === 0 || whole === null) return null;
  return (
    <Card>
      <details>
        <summary>{t('inside.movers')}</summary>
        <p class="small secondary">{t('inside.movers_note', { value: perFive(whole) })}</p>
        <Table scroll caption={t('inside.movers')} captionHidden columns={columns(whole)} rows={movers} keyOf={(one) => one.centre_id} />
      </details>
    </Card>
  );
}

export function Ladder({ analysis, search, base }: { analysis: Analysis; search: string; base: string }) {
  const { within, movers } = analysis;
  return (
    <div class="stack">
      <Picture kind="ladder" search={search} title={t('inside.ladder')} note={base} twin={ladderTwin(analysis)}>
        <ul class="inside-asks small secondary">
          <li>{t('inside.ladder_between')}</li>
          <li>{t('inside.ladder_within')}</li>
          <li>{t('inside.ladder_own')}</li>
        </ul>
      </Picture>
      <Movers movers={movers} whole={within.slope} />
    </div>
  );
}
