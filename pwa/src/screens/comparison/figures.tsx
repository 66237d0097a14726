/** The charts' twin: every figure with its interval and its base, and the same as a file. */
import type { Change, Comparison, ComparisonValue, Series } from '../../api/types';
import { saveFile, toCsv, type Cell } from '../../charts/csv';
import { formatChange, formatNumber, t } from '../../i18n';
import { Button, Card, Table, type Column } from '../../ui';

function Value({ value, alike }: { value: ComparisonValue | null; alike: ComparisonValue | null }) {
  if (!value || value.mean === null) return <span class="secondary">–</span>;
  const range = value.low !== null && value.high !== null ? `${formatNumber(value.low)} – ${formatNumber(value.high)}` : '';
  return (
    <span class="figure">
      <strong>{formatNumber(value.mean, 1)}</strong>
      {range && <small>{range}</small>}
      <small>{t('compare.visits', { n: value.visits })}</small>
      {alike && <small>{t('compare.alike', { mean: formatNumber(alike.mean, 1) })}</small>}
    </span>
  );
}

/** Only a tested change is set in bold; the word says it too. */
function ChangeCell({ change }: { change: Change | null }) {
  if (!change) return <span class="secondary">–</span>;
  const figure = formatChange(change.diff);
  return (
    <span class="figure">
      {change.clear ? <strong>{figure}</strong> : <span>({figure})</span>}
      <small>{t(change.clear ? 'compare.clear' : 'compare.chance')}</small>
    </span>
  );
}

function columns(comparison: Comparison): Column<Series>[] {
  const several = comparison.series.some((one) => one.area_name);
  return [
    {
      id: 'name',
      title: t('compare.col_name'),
      head: true,
      cell: (one) => (
        <>
          {one.name}
          {several && one.area_name && <span class="two-lines">{one.area_name}</span>}
        </>
      ),
    },
    { id: 'change', title: t('compare.col_change'), numeric: true, cell: (one) => <ChangeCell change={one.change} /> },
    ...comparison.periods
      .map((period, index) => ({
        id: period.code,
        title: period.label,
        numeric: true,
        cell: (one: Series) => <Value value={one.values[index] ?? null} alike={one.like_for_like[index] ?? null} />,
      }))
      .reverse(),
  ];
}

/** Two decimals: more would promise what few visits cannot keep. */
function rounded(value: number | null | undefined): number | null {
  return value === null || value === undefined ? null : Math.round(value * 100) / 100;
}

function rowsOf(comparison: Comparison): Cell[][] {
  return comparison.series.flatMap((one) =>
    one.values.map((value, index): Cell[] => [
      one.kind,
      one.name,
      one.area_name,
      comparison.periods[index]?.label ?? '',
      rounded(value?.mean),
      rounded(value?.low),
      rounded(value?.high),
      value?.visits ?? 0,
      value?.excluded ?? 0,
      value?.low_base ?? true,
      value?.checklists.join(' ') ?? '',
      rounded(one.like_for_like[index]?.mean),
    ]),
  );
}

function exportCsv(comparison: Comparison): void {
  const note = [t('compare.csv_purpose'), ...(comparison.simulated ? [t('app.simulated_long')] : [])];
  const head = t('compare.csv_columns').split(',');
  saveFile(`inside-out-${comparison.period_kind}.csv`, toCsv([head, ...rowsOf(comparison), [], note]));
}

/** What the like-for-like figures rest on, once a checklist has changed within the time shown. */
function Alike({ comparison }: { comparison: Comparison }) {
  const alike = comparison.like_for_like;
  if (!alike) return null;
  if (!alike.computed) return <p class="secondary">{t('compare.alike_many', { n: alike.visits })}</p>;
  const bases = alike.bases.map(({ checklist, versions, kept, questions }) =>
    t('compare.alike_base', { checklist, versions: versions.join(', '), kept, questions }),
  );
  return <p class="secondary">{`${t('compare.alike_note')} ${bases.join('; ')}.`}</p>;
}

export function Figures({ comparison }: { comparison: Comparison }) {
  const leftOut = comparison.centres_left_out;
  return (
    <Card as="section" aria-labelledby="compare-figures">
      <div class="stack">
        <div class="row row-between">
          <h2 id="compare-figures">{t('compare.table')}</h2>
          <Button size="s" icon="download" onClick={() => exportCsv(comparison)}>
            {t('compare.csv')}
          </Button>
        </div>
        <p class="secondary">{t('compare.table_note')}</p>
        <Alike comparison={comparison} />
        {comparison.periods.length > 1 && <p class="secondary table-slide">{t('compare.table_slide')}</p>}
        <Table
          scroll
          caption={t('compare.table_note')}
          captionHidden
          columns={columns(comparison)}
          rows={comparison.series}
          keyOf={(one) => one.kind + (one.id ?? '')}
        />
        {leftOut > 0 && <p class="secondary">{t('compare.table_left_out', { n: leftOut })}</p>}
      </div>
    </Card>
  );
}
