/** The charts' twin: every figure of the period compared with its whole base, then period by period. */
import type { Comparison, ComparisonValue, Series } from '../../api/types';
import { formatNumber, t } from '../../i18n';
import { Card, Table, type Column } from '../../ui';
import { pathTo } from '../insights/asked';
import { ChangeMark, FigureCell } from '../insights/figure';
import { BaseTable, changeTitle, placeRows } from '../insights/tables';

type Unit = Comparison['unit'];

function Value({ value, alike, unit }: { value: ComparisonValue | null; alike: ComparisonValue | null; unit: Unit }) {
  return (
    <>
      <FigureCell figure={value} unit={unit} />
      {alike && <small class="two-lines">{t('compare.alike', { mean: formatNumber(alike.mean, 1) })}</small>}
    </>
  );
}

function columns(comparison: Comparison): Column<Series>[] {
  const { unit, periods } = comparison;
  return [
    {
      id: 'name',
      title: t('compare.col_name'),
      head: true,
      cell: (one) => (
        <>
          {one.name}
          {one.area_name && <span class="two-lines">{one.area_name}</span>}
        </>
      ),
    },
    { id: 'change', title: changeTitle(comparison.series.map((one) => one.change), periods), numeric: true, cell: (one) => <ChangeMark change={one.change} unit={unit} /> },
    ...periods
      .map((period, index) => ({
        id: period.code,
        title: period.label,
        numeric: true,
        cell: (one: Series) => <Value value={one.values[index] ?? null} alike={one.like_for_like[index] ?? null} unit={unit} />,
      }))
      .reverse(),
  ];
}

/** What the like-for-like figures rest on, once a checklist has changed within the time shown. */
function Alike({ comparison }: { comparison: Comparison }) {
  const alike = comparison.like_for_like;
  if (!alike) return null;
  if (!alike.computed) return <p class="secondary">{t('compare.alike_waits')}</p>;
  const bases = alike.bases.map(({ checklist, versions, kept, questions }) =>
    t('compare.alike_base', { checklist, versions: versions.join(', '), kept, questions }),
  );
  return <p class="secondary">{`${t('compare.alike_note')} ${bases.join('; ')}.`}</p>;
}

function hrefOf(period: string): (one: Series) => string | null {
  return ({ kind, id }) => (id && (kind === 'centre' || kind === 'area') ? pathTo(`/insights/${kind}s/${id}`, { period }) : null);
}

export function Figures({ comparison }: { comparison: Comparison }) {
  const { periods, series, unit, period_kind, centres_left_out: leftOut } = comparison;
  return (
    <>
      <BaseTable title={t('compare.table')} first={t('compare.col_name')} rows={placeRows(series, hrefOf(period_kind), { measure: comparison.measure, period: period_kind })} unit={unit} periods={periods}>
        <p class="secondary">{t('compare.table_note')}</p>
        {leftOut > 0 && <p class="secondary">{t('compare.table_left_out', { n: leftOut })}</p>}
      </BaseTable>
      <Card as="section" aria-labelledby="compare-figures">
        <div class="stack">
          <h2 id="compare-figures">{t('insights.by_period')}</h2>
          <Alike comparison={comparison} />
          {periods.length > 1 && <p class="secondary table-slide">{t('compare.table_slide')}</p>}
          <Table scroll caption={t('insights.by_period')} captionHidden columns={columns(comparison)} rows={series} keyOf={(one) => one.kind + (one.id ?? '')} />
        </div>
      </Card>
    </>
  );
}
