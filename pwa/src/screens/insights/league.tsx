/** The league table: places as wide as the figures leave them open, means drawn towards the chain where visits are few. */
import { useState } from 'preact/hooks';
import { t, tCode } from '../../i18n';
import { Button, Card, EmptyState, Table, type Column } from '../../ui';
import { asked, pathTo, wire, type PeriodKind } from './asked';
import { ChangeMark, TestCell } from './figure';
import { Export } from './export';
import { AggregateChoice, AreaChoice, AtChoice, Filters, MeasureChoice } from './filters';
import { Frame, Lead } from './frame';
import { read, useFigures, usePeriods, type Query } from './load';
import { Picture } from './picture';
import { visitsOf } from './own';
import { ranksTwin } from './twins';
import { changeTitle, VisitsBehind } from './tables';
import type { League, LeagueRow, Period } from './types';
import { intervalWords, inUnit, placesWords, rangeOf, reliabilityWords } from './words';

function Name({ row, period }: { row: LeagueRow; period: string }) {
  return (
    <>
      <a href={pathTo(`/insights/centres/${row.id}`, { period })}>{row.name}</a>
      <span class="two-lines">{row.area_name}</span>
    </>
  );
}

function Mean({ row, unit }: { row: LeagueRow; unit: League['unit'] }) {
  if (!row.figure) return <span class="secondary">–</span>;
  return (
    <span class="figure">
      <strong>{inUnit(row.figure.mean, unit)}</strong>
      <small>{rangeOf(row.figure, unit) || intervalWords(row.figure, unit)}</small>
      {row.figure.method && <small>{tCode('method', row.figure.method)}</small>}
      {row.figure.low_base && <small class="figure-low">{t('insights.low_base')}</small>}
    </span>
  );
}

function columns({ unit, measure, rows }: League, period: string, periods: readonly Period[]): Column<LeagueRow>[] {
  return [
    { id: 'name', title: t('insights.centre'), head: true, cell: (row) => <Name row={row} period={period} /> },
    { id: 'place', title: t('insights.col_place'), numeric: true, cell: (row) => (row.rank ? <strong>{placesWords(row.rank)}</strong> : <span class="secondary no-place">{t('insights.no_place')}</span>) },
    { id: 'shrunk', title: t('insights.col_shrunk'), numeric: true, cell: (row) => inUnit(row.shrunk, unit) },
    { id: 'mean', title: t('insights.col_mean'), numeric: true, cell: (row) => <Mean row={row} unit={unit} /> },
    { id: 'change', title: changeTitle(rows.map((row) => row.change), periods), numeric: true, cell: (row) => <ChangeMark change={row.change} unit={unit} /> },
    { id: 'test', title: t('insights.col_test'), numeric: true, cell: (row) => <TestCell change={row.change} /> },
    { id: 'sensitivity', title: t('insights.col_sensitivity'), numeric: true, cell: (row) => placesWords(row.sensitivity) },
    { id: 'visits', title: t('insights.col_visits'), numeric: true, cell: (row) => <VisitsBehind figure={row.figure} href={visitsOf({ kind: 'centre', id: row.id }, row.figure, { measure, period })} /> },
    { id: 'applicable', title: t('insights.col_applicable'), numeric: true, cell: (row) => row.figure?.applicable ?? 0 },
    { id: 'excluded', title: t('insights.col_excluded'), numeric: true, cell: (row) => row.figure?.excluded ?? 0 },
    { id: 'checklists', title: t('insights.col_checklists'), cell: (row) => row.figure?.checklists.join(', ') ?? '' },
  ];
}

/** Long tables come in pages, each only when it is asked for. Places are the same however many rows are shown. */
function useMore(first: League, query: Query) {
  const [more, setMore] = useState<{ after: League; rows: LeagueRow[] }>({ after: first, rows: [] });
  const [state, setState] = useState<'idle' | 'loading' | 'failed'>('idle');
  const rows = more.after === first ? [...first.rows, ...more.rows] : first.rows;
  const load = async () => {
    setState('loading');
    try {
      const next = await read<League>('/league', { ...query, at: first.period?.code, offset: `${rows.length}` });
      setMore({ after: first, rows: [...rows.slice(first.rows.length), ...next.rows] });
      setState('idle');
    } catch {
      setState('failed');
    }
  };
  return { rows, load, state };
}

export function LeagueTable({ league, period, query }: { league: League; period: string; query: Query }) {
  const { rows, load, state } = useMore(league, query);
  const periods = usePeriods(period as PeriodKind);
  return (
    <Card as="section" aria-labelledby="league-figures" class="base-table">
      <div class="stack stack-8">
        <h2 id="league-figures">{t('insights.figures')}</h2>
        <p class="secondary">{t('insights.league_note')}</p>
        <Table scroll caption={t('insights.league')} captionHidden columns={columns(league, period, periods)} rows={rows} keyOf={(row) => row.id} />
        {rows.length < league.total && (
          <>
            <p class="secondary" role="status">
              {state === 'failed' ? t('insights.league_more_failed') : t('insights.league_shown', { n: rows.length, total: league.total })}
            </p>
            <Button busy={state === 'loading'} onClick={() => void load()}>
              {t('insights.league_more')}
            </Button>
          </>
        )}
      </div>
    </Card>
  );
}

export function LeagueBody({ league, query, period }: { league: League; query: Query; period: string }) {
  if (league.rows.length === 0)
    return (
      <EmptyState icon="list" title={t('insights.league_empty')}>
        {t('insights.league_empty_text')}
      </EmptyState>
    );
  return (
    <>
      <Lead>{league.sentence}</Lead>
      <p class="secondary">{[league.period?.label, league.scope.name, tCode('aggregate', league.aggregate)].filter(Boolean).join(' · ')}</p>
      {league.reliability && league.reliability.reliability > 0 && <p class="secondary">{reliabilityWords(league.reliability)}</p>}
      <Picture kind="ranks" search={wire(query)} title={t('insights.ranks')} note={t('insights.ranks_note')} twin={ranksTwin(league.rows, league.unit)} />
      <LeagueTable league={league} period={period} query={query} />
    </>
  );
}

export function LeaguePage() {
  const question = asked();
  const { measure, period, aggregate, at, area } = question;
  const query = { measure, period, aggregate, at, area_id: area };
  const seen = useFigures<League>('/league', query);
  const periods = usePeriods(period);
  return (
    <Frame
      title={t('insights.league')}
      trailing={<Export asked={{ measure, period, aggregate, area_id: area, by: 'centre' }} />}
      seen={seen}
      filters={
        <Filters asked={question}>
          <MeasureChoice value={measure} only={(one) => one.kind !== 'team'} />
          <AtChoice value={at} periods={periods} />
          <AreaChoice value={area} />
          <AggregateChoice value={aggregate} />
        </Filters>
      }
    >
      {(league) => <LeagueBody league={league} query={query} period={period} />}
    </Frame>
  );
}
