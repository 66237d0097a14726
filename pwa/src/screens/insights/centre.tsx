/** One centre: where it stands and how it moved, touchpoint by touchpoint beside the chain, what is agreed, and the photos. */
import { formatDate, t } from '../../i18n';
import { route } from '../../router';
import { me } from '../../sync/session';
import { Button, Card, later } from '../../ui';
import { Actions } from './actions';
import { asked, pathTo, wire } from './asked';
import { Control } from './control';
import { Export } from './export';
import { toldOf } from './figure';
import { Filters } from './filters';
import { Frame, Lead } from './frame';
import { BothEnds } from './items';
import { useFigures } from './load';
import { own, visitsOf } from './own';
import { Nothing, Tiles } from './overview';
import { Pdf } from './pdf';
import type { Document } from './pdf-dialog';
import { Photos } from './photos';
import { Picture } from './picture';
import { BaseTable, periodRows, touchpointRows } from './tables';
import { profileTwin, trendTwin } from './twins';
import type { CentreFigures } from './types';

/** Its engagement is another matter, with other rules: fetched by itself. */
const CentreLines = later(() => import('../inside/lines').then((part) => part.CentreLines));

function PhotoWall({ photos }: { photos: CentreFigures['photos'] }) {
  const shots = photos.map(({ photo_id, caption, visited_on }) => ({
    id: photo_id,
    words: [caption, formatDate(visited_on)].filter(Boolean).join(' · '),
  }));
  return (
    <Card as="section" aria-labelledby="photos">
      <div class="stack stack-8">
        <h2 id="photos">{t('insights.photos')}</h2>
        {shots.length === 0 && <p class="secondary">{t('insights.photos_none')}</p>}
        <Photos shots={shots} />
      </div>
    </Card>
  );
}

function Body({ found, id, period }: { found: CentreFigures; id: string; period: string }) {
  const { periods, headline, chain, touchpoints } = found;
  if (!toldOf(headline)) return <Nothing />;
  const place = { centre_id: id, period };
  const alike = headline.like_for_like.some(Boolean);
  return (
    <>
      <Lead>{found.sentence}</Lead>
      <Tiles found={found} />
      <Picture kind="trend" search={wire({ ...place, measure: 'overall' })} title={t('insights.trend')} note={t('insights.trend_note')} twin={trendTwin([headline, chain], periods)} />
      <BaseTable
        title={t('insights.by_period')}
        first={t('insights.col_period')}
        rows={periodRows(headline, periods, period)}
        periods={periods}
        beside={alike ? t('insights.col_alike') : undefined}
      >
        {alike && <p class="secondary">{t('insights.alike_note')}</p>}
      </BaseTable>
      <Picture kind="profile" search={wire(place)} title={t('insights.profile')} note={t('insights.profile_note')} twin={profileTwin(touchpoints)} />
      <BaseTable
        title={t('insights.touchpoints')}
        first={t('insights.col_touchpoint')}
        rows={touchpointRows(touchpoints, (one) => visitsOf(headline, one.figure, { measure: `touchpoint:${one.code}`, period }))}
        periods={periods}
        beside={t('insights.col_chain')}
      />
      <div class="insights-two">
        <BothEnds found={found} path={`/centres/${id}/figures`} place={place} />
      </div>
    </>
  );
}

function documents(): Document[] {
  return [
    { kind: 'centre', format: 'pdf', label: t('insights.document_centre') },
    { kind: 'wall', format: 'pdf', label: t('insights.document_wall') },
  ];
}

export function CentrePage({ id }: { id: string }) {
  const question = asked();
  const { period } = question;
  const seen = useFigures<CentreFigures>(`/centres/${id}/figures`, { period });
  const centre = seen.data?.centre;
  const beside = (
    <Button size="s" icon="compare" href={pathTo('/insights/compare', { centre_id: [id], period })}>
      {t('insights.beside_others')}
    </Button>
  );
  return (
    <Frame
      title={centre?.name ?? t('insights.centre')}
      overline={centre?.area_name ?? t('insights.centre')}
      // Who answers for this centre alone may not open its area.
      back={pathTo(centre && !own().centre_id ? `/insights/areas/${centre.area_id}` : '/insights', { period })}
      seen={seen}
      trailing={
        <>
          <Pdf documents={documents()} place={{ centre_id: id, period_kind: period, period: (seen.data && toldOf(seen.data.headline)?.period) ?? undefined }} />
          <Export asked={{ period, centre_id: [id], by: 'centre' }} />
        </>
      }
      filters={<Filters asked={question} extra={beside} />}
    >
      {(found) => (
        <>
          <Body found={found} id={id} period={period} />
          {me.value?.permissions.includes('engagement.read') && <CentreLines centre={id} />}
          <Actions centre={id} items={found.weakest} />
          <Control centre={id} measure={route.value.query.get('control') ?? 'overall'} />
          <PhotoWall photos={found.photos} />
        </>
      )}
    </Frame>
  );
}
