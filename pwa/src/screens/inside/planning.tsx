/** Planning: what size of link these data could show, and what more of them would. */
import { useState } from 'preact/hooks';
import { formatNumber, t } from '../../i18n';
import { Segments, Table, type Column } from '../../ui';
import { Lead } from '../insights/frame';
import { Loading, NotShown, Page, Part } from './frame';
import { useLink } from './load';
import { BaseLine, StateOf } from './state';
import type { Link, PlanRow } from './types';
import { STEP, share } from './words';

/** The order in which the server plans: as it is, more visits, more answers, more quarters, all of it. */
const OPTIONS = ['0', '1', '2', '3', '4'] as const;
type Option = (typeof OPTIONS)[number];

const size = (row: PlanRow): string => formatNumber(row.detectable * STEP, 1);

function columns(rows: readonly PlanRow[]): Column<PlanRow>[] {
  const name = (row: PlanRow) => t(`inside.planning_${OPTIONS[rows.indexOf(row)] ?? '0'}`);
  return [
    { id: 'change', title: t('inside.col_change'), head: true, cell: name },
    { id: 'periods', title: t('inside.col_quarters'), numeric: true, cell: (row) => row.periods },
    { id: 'answers', title: t('inside.col_answers'), numeric: true, cell: (row) => formatNumber(row.answers, 1) },
    { id: 'visits', title: t('inside.col_visits_quarter'), numeric: true, cell: (row) => formatNumber(row.visits, 1) },
    { id: 'real', title: t('inside.col_real'), numeric: true, cell: (row) => share(row.lambda_e) },
    { id: 'size', title: t('inside.col_size'), numeric: true, cell: (row) => <strong>{t('inside.per_five', { value: size(row) })}</strong> },
    { id: 'needed', title: t('inside.col_needed'), numeric: true, cell: (row) => formatNumber(row.centres_needed) },
  ];
}

/** 1.0 visits reads as one. */
const plain = (value: number): string => formatNumber(value, Number.isInteger(Math.round(value * 10) / 10) ? 0 : 1);

function sentenceOf(row: PlanRow): string {
  const told = { periods: t('inside.n_quarters', { n: row.periods }), answers: plain(row.answers), visits: plain(row.visits), size: size(row) };
  return t('inside.planning_now', told);
}

function Choices({ rows, have }: { rows: readonly PlanRow[]; have: number }) {
  const [option, setOption] = useState<Option>('0');
  const row = rows[Number(option)] ?? rows[0]!;
  const options = OPTIONS.filter((id) => rows[Number(id)]).map((id) => ({ id, label: t(`inside.planning_${id}`) }));
  return (
    <>
      <Lead>{sentenceOf(rows[0]!)}</Lead>
      <Part title={t('inside.planning_choice')}>
        <Segments<Option> size="s" class="inside-options" label={t('inside.planning_choice')} options={options} value={option} onChange={setOption} />
        <p class="inside-sentence" role="status">
          {option !== '0' && sentenceOf(row)} {t('inside.planning_needed', { n: row.centres_needed, have })}
        </p>
      </Part>
      <Part title={t('inside.planning_table')}>
        <Table scroll caption={t('inside.planning_table')} captionHidden columns={columns(rows)} rows={rows} keyOf={(one) => String(rows.indexOf(one))} />
        <p class="small secondary">{t('inside.planning_note')}</p>
      </Part>
    </>
  );
}

function Body({ link }: { link: Link }) {
  const planning = link.analysis?.planning;
  if (!planning) return null;
  const { detectable, table } = planning;
  if (planning.shown && table.length) return <Choices rows={table} have={link.span?.centres ?? 0} />;
  const raw = detectable === null ? t('inside.planning_unknown') : t('inside.planning_raw', { size: formatNumber(detectable * STEP, 1) });
  return (
    <>
      <Lead>{raw}</Lead>
      {planning.reason && <NotShown title={t('inside.planning_table')} reason={planning.reason} />}
    </>
  );
}

export function PlanningPage() {
  const asked = useLink();
  const link = asked.seen.data;
  return (
    <Page title={t('inside.planning_lead')} busy={asked.seen.loading}>
      <Loading seen={asked.seen} />
      <StateOf asked={asked} />
      {link && <Body link={link} />}
      {link?.analysis && <BaseLine link={link} />}
    </Page>
  );
}
