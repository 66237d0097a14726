/** The chain, or one area of it: the sentence, three headline figures, who needs a call, and what lies beneath. */
import { t } from '../../i18n';
import { Button, Card, EmptyState } from '../../ui';
import { asked, pathTo, wire } from './asked';
import { Tile, toldOf } from './figure';
import { Export } from './export';
import { Filters } from './filters';
import { Frame, Lead } from './frame';
import { Heat } from './heat';
import { BothEnds } from './items';
import { useFigures } from './load';
import { visitsOf } from './own';
import { Pdf } from './pdf';
import type { Document } from './pdf-dialog';
import { Picture } from './picture';
import { BaseTable, placeRows, touchpointRows } from './tables';
import { dumbbellTwin, trendTwin } from './twins';
import type { Overview, Series } from './types';

export function Attention({ found, period }: { found: Overview['attention']; period: string }) {
  return (
    <Card as="section" aria-labelledby="attention">
      <div class="stack stack-8">
        <h2 id="attention">{t('insights.attention')}</h2>
        {found.length === 0 && <p class="secondary">{t('insights.attention_none')}</p>}
        <ul class="strengths">
          {found.map(({ id, name, reason }) => (
            <li key={id + reason}>
              <a href={pathTo(`/insights/centres/${id}`, { period })}>{name}</a>
              <p class="secondary">{reason}</p>
            </li>
          ))}
        </ul>
      </div>
    </Card>
  );
}

export function packs(): Document[] {
  return [
    { kind: 'area', format: 'pdf', label: t('insights.document_area') },
    { kind: 'pack', format: 'pdf', label: t('insights.document_pack') },
    { kind: 'pack', format: 'zip', label: t('insights.document_pack_zip') },
  ];
}

/** `at`: the period the page is of; else the one that was compared. */
export function Tiles({ found, at }: { found: Pick<Overview, 'headline' | 'compliance' | 'delight' | 'periods'>; at?: string }) {
  const { headline, compliance, delight, periods } = found;
  const when = { periods, at };
  return (
    <div class="tiles">
      <Tile title={t('insights.overall')} series={headline} unit="percent" {...when} />
      <Tile title={t('insights.compliance')} note={t('insights.compliance_none')} series={compliance} unit="share" {...when} />
      <Tile title={t('insights.delight')} note={t('insights.delight_none')} series={delight} unit="percent" {...when} />
    </div>
  );
}

export function Nothing() {
  return (
    <EmptyState icon="compare" title={t('insights.empty')} action={<Button href="/review">{t('insights.empty_action')}</Button>}>
      {t('insights.empty_text')}
    </EmptyState>
  );
}

function placeOf(period: string): (one: Series) => string | null {
  return (one) => (one.id ? pathTo(`/insights/${one.kind === 'area' ? 'areas' : 'centres'}/${one.id}`, { period }) : null);
}

export function Parts({ found, search, period }: { found: Overview; search: string; period: string }) {
  const { parts, periods } = found;
  if (parts.length === 0) return null;
  const areas = parts[0]?.kind === 'area';
  const title = t(areas ? 'insights.areas' : 'insights.centres_here');
  return (
    <>
      <Picture kind="dumbbell" search={search} title={title} note={t('insights.dumbbell_note')} twin={dumbbellTwin(parts, periods)} />
      <BaseTable title={t('insights.figures')} first={t(areas ? 'insights.area' : 'insights.centre')} rows={placeRows(parts, placeOf(period), { period })} periods={periods} />
    </>
  );
}

export function Body({ found, area, period }: { found: Overview; area: string | null; period: string }) {
  const told = toldOf(found.headline);
  if (!told) return <Nothing />;
  const { periods, touchpoints, headline } = found;
  const place = { area_id: area, period };
  const compared = (by: string) => wire({ ...place, measure: 'overall', by });
  return (
    <>
      <Lead>{found.sentence}</Lead>
      <Tiles found={found} />
      <div class="insights-two">
        <Picture kind="trend" search={compared(area ? 'area' : 'chain')} title={t('insights.trend')} note={t('insights.trend_note')} twin={trendTwin([headline], periods)} />
        <Attention found={found.attention} period={period} />
      </div>
      <Parts found={found} search={compared(found.parts[0]?.kind === 'area' ? 'area' : 'centre')} period={period} />
      <Heat area={area} period={period} at={told.period} />
      <div class="insights-two">
        <BothEnds found={found} path="/overview" place={place} />
      </div>
      <BaseTable
        title={t('insights.touchpoints')}
        first={t('insights.col_touchpoint')}
        rows={touchpointRows(
          touchpoints,
          (one) => pathTo('/compare', { ...place, measure: `touchpoint:${one.code}` }),
          (one) => visitsOf(headline, one.figure, { measure: `touchpoint:${one.code}`, period }),
        )}
        periods={periods}
        beside={area ? t('insights.col_chain') : undefined}
      />
    </>
  );
}

export function OverviewPage({ id }: { id?: string }) {
  const question = asked();
  const seen = useFigures<Overview>('/overview', { area_id: id, period: question.period });
  const found = seen.data;
  // Who manages one area is shown that one, whatever the address says: it is what the page is about.
  const area = id ?? (found?.scope.kind === 'area' ? found.scope.id : null);
  return (
    <Frame
      title={area ? (found?.scope.name ?? t('insights.area')) : t('insights.overview')}
      overline={area ? t('insights.area') : undefined}
      back={id ? pathTo('/insights', { period: question.period }) : undefined}
      seen={seen}
      filters={<Filters asked={question} />}
      trailing={
        <>
          <Pdf documents={packs()} place={{ area_id: area ?? undefined, period_kind: question.period, period: (found && toldOf(found.headline)?.period) ?? undefined }} />
          <Export asked={{ period: question.period, area_id: area, by: area ? 'centre' : 'area' }} />
        </>
      }
    >
      {(found) => <Body found={found} area={area} period={question.period} />}
    </Frame>
  );
}
