/** Tables of figures: each row with its whole base, so that no number stands without what it rests on. */
import type { ComponentChildren } from 'preact';
import { t } from '../../i18n';
import { Card, Table, useUniqueId, type Column } from '../../ui';
import { ChangeMark, Interval, TestCell, toldOf } from './figure';
import { visitsOf } from './own';
import type { Change, Figure, Period, Series, Touchpoint, Unit } from './types';
import { inUnit } from './words';

/** `behind`: where the visits of this figure are listed. */
type Row = { key: string; name: string; under?: string | null; href?: string | null; behind?: string | null; figure: Figure | null; chain?: Figure | null; change?: Change | null };

function Name({ row }: { row: Row }) {
  return (
    <>
      {row.href ? <a href={row.href}>{row.name}</a> : row.name}
      {row.under && <span class="two-lines">{row.under}</span>}
    </>
  );
}

function Mean({ figure, unit }: { figure: Figure | null; unit: Unit }) {
  if (!figure) return <span class="secondary">–</span>;
  return (
    <span class="figure">
      <strong>{inUnit(figure.mean, unit)}</strong>
      {figure.low_base && <small class="figure-low">{t('insights.low_base')}</small>}
    </span>
  );
}

/** A number leads to the visits it rests on. */
export function VisitsBehind({ figure, href }: { figure: Figure | null; href?: string | null }) {
  if (!figure) return <span class="secondary">–</span>;
  if (!href) return <>{figure.visits}</>;
  return (
    <a class="behind-link" href={href} aria-label={t('insights.behind_link', { n: figure.visits })}>
      {figure.visits}
    </a>
  );
}

/** "Change since Q2 26": what it is measured from belongs to its name. */
export function changeTitle(changes: readonly (Change | null | undefined)[], periods: readonly Period[]): string {
  const from = changes.find(Boolean)?.from;
  if (from === undefined) return t('insights.col_change');
  return t('insights.col_change_since', { from: periods.find(({ code }) => code === from)?.label ?? from });
}

const of = (read: (figure: Figure) => ComponentChildren) => (row: Row) => (row.figure ? read(row.figure) : <span class="secondary">–</span>);

/** What every figure rests on, column by column. */
function bases(unit: Unit, changed: boolean): Column<Row>[] {
  return [
    { id: 'interval', title: t('insights.col_interval'), numeric: true, cell: of((figure) => <Interval figure={figure} unit={unit} />) },
    ...(changed ? [{ id: 'test', title: t('insights.col_test'), numeric: true, cell: (row: Row) => <TestCell change={row.change} /> }] : []),
    { id: 'visits', title: t('insights.col_visits'), numeric: true, cell: (row) => <VisitsBehind figure={row.figure} href={row.behind} /> },
    { id: 'applicable', title: t('insights.col_applicable'), numeric: true, cell: of((figure) => figure.applicable) },
    { id: 'excluded', title: t('insights.col_excluded'), numeric: true, cell: of((figure) => figure.excluded) },
    { id: 'checklists', title: t('insights.col_checklists'), cell: of((figure) => figure.checklists.join(', ')) },
  ];
}

type TableProps = { title: string; first: string; rows: Row[]; unit?: Unit; periods: readonly Period[]; beside?: string; children?: ComponentChildren };

/** `beside`: the title of a column with the chain's own figure. */
export function BaseTable({ title, first, rows, unit = 'percent', periods, beside, children }: TableProps) {
  const heading = useUniqueId();
  const changed = rows.some((row) => row.change);
  const columns: Column<Row>[] = [
    { id: 'name', title: first, head: true, cell: (row) => <Name row={row} /> },
    { id: 'mean', title: t('insights.col_mean'), numeric: true, cell: (row) => <Mean figure={row.figure} unit={unit} /> },
    ...(beside ? [{ id: 'chain', title: beside, numeric: true, cell: (row: Row) => <Mean figure={row.chain ?? null} unit={unit} /> }] : []),
    ...(changed
      ? [{ id: 'change', title: changeTitle(rows.map((row) => row.change), periods), numeric: true, cell: (row: Row) => <ChangeMark change={row.change ?? null} unit={unit} /> }]
      : []),
    ...bases(unit, changed),
  ];
  return (
    <Card as="section" aria-labelledby={heading} class="base-table">
      <div class="stack stack-8">
        <h2 id={heading}>{title}</h2>
        {children}
        <Table scroll caption={title} captionHidden columns={columns} rows={rows} keyOf={(row) => row.key} />
      </div>
    </Card>
  );
}

/** One row a place, in the period that was compared. */
export function placeRows(series: readonly Series[], hrefOf: (one: Series) => string | null, asked: { measure?: string; period: string }): Row[] {
  return series.map((one) => ({
    key: one.kind + (one.id ?? one.name),
    name: one.name,
    under: one.area_name,
    href: hrefOf(one),
    behind: visitsOf(one, toldOf(one), asked),
    figure: toldOf(one),
    change: one.change,
  }));
}

/** One row a period, the latest first. */
export function periodRows(series: Series, periods: readonly Period[], kind: string): Row[] {
  return periods
    .map((period, n) => ({
      key: period.code,
      name: period.label,
      behind: visitsOf(series, series.values[n] ?? null, { period: kind }),
      figure: series.values[n] ?? null,
      chain: series.like_for_like[n] ?? null,
      change: series.change?.to === period.code ? series.change : null,
    }))
    .filter((row) => row.figure)
    .reverse();
}

/** `behind` leads to the visits of a touchpoint; who may not open all of them is led nowhere. */
export function touchpointRows(touchpoints: readonly Touchpoint[], hrefOf: (one: Touchpoint) => string | null, behind: (one: Touchpoint) => string | null = () => null): Row[] {
  return touchpoints.map((one) => ({ key: one.code, name: one.name, href: hrefOf(one), behind: behind(one), figure: one.figure, chain: one.chain, change: one.change }));
}
