/** Waves: the list, and the report of one: how far it got, where it stands, and its league table. */
import { formatDate, t } from '../../i18n';
import { Card, EmptyState, Table, type Column } from '../../ui';
import { asked, pathTo, wire } from './asked';
import { Export } from './export';
import { AreaChoice } from './filters';
import { Frame, Lead } from './frame';
import { LeagueBody } from './league';
import { useFigures, useWaves } from './load';
import { Body } from './overview';
import type { Wave } from '../../api/types';
import type { Coverage, League, Overview } from './types';

export type WaveFigures = { wave: Wave; overview: Overview; league: League; coverage: Coverage[] };

function waveColumns(): Column<Wave>[] {
  return [
    { id: 'name', title: t('insights.wave'), head: true, cell: (wave) => <a href={`/insights/waves/${encodeURIComponent(wave.code)}`}>{wave.name}</a> },
    { id: 'starts', title: t('insights.from'), cell: (wave) => formatDate(wave.starts_on) },
    { id: 'ends', title: t('insights.to'), cell: (wave) => formatDate(wave.ends_on) },
  ];
}

export function WavesPage() {
  const seen = useWaves();
  return (
    <Frame title={t('insights.waves')} seen={seen}>
      {(items) =>
        items.length === 0 ? (
          <EmptyState icon="calendar" title={t('insights.waves_empty')}>
            {t('insights.waves_empty_text')}
          </EmptyState>
        ) : (
          <Card class="rows-link">
            <Table caption={t('insights.waves')} captionHidden columns={waveColumns()} rows={[...items].sort((a, b) => b.starts_on.localeCompare(a.starts_on))} keyOf={(wave) => wave.id} />
          </Card>
        )
      }
    </Frame>
  );
}

function coverageColumns(): Column<Coverage>[] {
  return [
    {
      id: 'name',
      title: t('insights.centre'),
      head: true,
      cell: (row) => (
        <>
          <a href={pathTo(`/insights/centres/${row.id}`, { period: 'wave' })}>{row.name}</a>
          {row.area_name && <span class="two-lines">{row.area_name}</span>}
        </>
      ),
    },
    { id: 'planned', title: t('insights.col_planned'), numeric: true, cell: (row) => row.planned },
    { id: 'visited', title: t('insights.col_visited_n'), numeric: true, cell: (row) => row.visited },
    { id: 'approved', title: t('insights.col_approved'), numeric: true, cell: (row) => row.approved },
  ];
}

function Cover({ rows }: { rows: readonly Coverage[] }) {
  const sum = (of: (row: Coverage) => number) => rows.reduce((total, row) => total + of(row), 0);
  const [planned, approved] = [sum((row) => row.planned), sum((row) => row.approved)];
  return (
    <Card as="section" aria-labelledby="coverage">
      <div class="stack stack-8">
        <h2 id="coverage">{t('insights.coverage')}</h2>
        <p>{t('insights.coverage_sentence', { planned, approved })}</p>
        <progress class="progress" max={planned || 1} value={approved} aria-label={t('insights.coverage')} />
        <Table caption={t('insights.coverage')} captionHidden columns={coverageColumns()} rows={rows} keyOf={(row) => row.id} />
      </div>
    </Card>
  );
}

export function WavePage({ code }: { code: string }) {
  const { area } = asked();
  const seen = useFigures<WaveFigures>(`/waves/${encodeURIComponent(code)}/figures`, { area_id: area });
  return (
    <Frame
      title={seen.data?.wave.name ?? code}
      overline={t('insights.wave')}
      back="/insights/waves"
      trailing={<Export asked={{ period: 'wave', wave: code, area_id: area, by: 'centre' }} />}
      seen={seen}
      filters={
        <div class="toolbar">
          <AreaChoice value={area} />
        </div>
      }
    >
      {(found) => (
        <>
          {found.overview.headline.values.some(Boolean) ? (
            <Body found={found.overview} area={area} period="wave" />
          ) : (
            <Lead>{t('insights.wave_nothing')}</Lead>
          )}
          <Cover rows={found.coverage} />
          <LeagueBody league={found.league} search={wire({ measure: 'overall', period: 'wave', at: code, area_id: area })} period="wave" />
        </>
      )}
    </Frame>
  );
}
