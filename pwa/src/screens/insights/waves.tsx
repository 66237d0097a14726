/** Waves: the list, and the report of one: how far it got, where it stands, and its league table. */
import { formatDate, t } from '../../i18n';
import { Card, EmptyState, Table, type Column } from '../../ui';
import { asked, pathTo } from './asked';
import { Export } from './export';
import { AreaChoice } from './filters';
import { Frame, Lead } from './frame';
import { Heat } from './heat';
import { LeagueBody } from './league';
import { useFigures, useWaves } from './load';
import { BothEnds } from './items';
import { packs, Tiles } from './overview';
import { Pdf } from './pdf';
import type { Wave } from '../../api/types';
import type { Coverage, WaveFigures } from './types';

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
          <span class="two-lines">{row.area_name}</span>
        </>
      ),
    },
    { id: 'planned', title: t('insights.col_planned'), numeric: true, cell: (row) => row.planned },
    { id: 'visited', title: t('insights.col_visited_n'), numeric: true, cell: (row) => row.visited },
    { id: 'approved', title: t('insights.col_approved'), numeric: true, cell: (row) => row.approved },
  ];
}

function Cover({ page }: { page: WaveFigures }) {
  const sum = (of: (row: Coverage) => number) => page.coverage.reduce((total, row) => total + of(row), 0);
  return (
    <Card as="section" aria-labelledby="coverage">
      <div class="stack stack-8">
        <h2 id="coverage">{t('insights.coverage')}</h2>
        <progress class="progress" max={sum((row) => row.planned) || 1} value={sum((row) => row.approved)} aria-label={t('insights.coverage')} />
        <Table scroll caption={t('insights.coverage')} captionHidden columns={coverageColumns()} rows={page.coverage} keyOf={(row) => row.id} />
      </div>
    </Card>
  );
}

const seenIn = (page: WaveFigures, code: string) => page.overview.headline.values.some((value) => value?.period === code);

export function WavePage({ code }: { code: string }) {
  const asking = asked().area;
  const seen = useFigures<WaveFigures>(`/waves/${encodeURIComponent(code)}/figures`, { area_id: asking });
  // Coverage, league and documents are about one place: the one the figures came for.
  const area = asking ?? seen.data?.league.scope.id ?? null;
  const query = { measure: 'overall', period: 'wave', at: code, area_id: area };
  return (
    <Frame
      title={seen.data?.wave.name ?? code}
      overline={t('insights.wave')}
      back="/insights/waves"
      trailing={
        <>
          <Pdf documents={packs()} place={{ area_id: area ?? undefined, period_kind: 'wave', period: code }} />
          <Export asked={{ period: 'wave', wave: code, area_id: area, by: 'centre' }} />
        </>
      }
      seen={seen}
      filters={
        <div class="toolbar">
          <AreaChoice value={asking} />
        </div>
      }
    >
      {(page) => (
        <>
          <Lead>{page.coverage_sentence}</Lead>
          {page.overview.headline.change?.to === code && <Lead>{page.overview.sentence}</Lead>}
          {seenIn(page, code) && <Tiles found={page.overview} at={code} />}
          <Cover page={page} />
          <LeagueBody league={page.league} query={query} period="wave" />
          <Heat area={area} period="wave" at={code} />
          {page.overview.weakest.length > 0 && (
            <div class="insights-two">
              <BothEnds found={page.overview} path="/overview" place={{ area_id: area, period: 'wave' }} />
            </div>
          )}
        </>
      )}
    </Frame>
  );
}
