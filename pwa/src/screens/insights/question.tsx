/** Behind one number: how its answers are spread, and each visit with its answer, comment and photos. */
import { useEffect, useState } from 'preact/hooks';
import { asProblem, type ApiProblem } from '../../api/problem';
import { formatDate, t, tCode } from '../../i18n';
import { route } from '../../router';
import { Button, Card, Chip, EmptyState } from '../../ui';
import { Trouble } from '../parts/trouble';
import { me } from '../../sync/session';
import { asked, pathTo, wire, type Asked } from './asked';
import { Export } from './export';
import { LowBase } from './figure';
import { AreaChoice, AtChoice, Filters, MeasureChoice } from './filters';
import { Frame } from './frame';
import { read, useChoices, useFigures, useMeasures, usePeriods } from './load';
import { own } from './own';
import { Photos } from './photos';
import { Picture } from './picture';
import { distributionTwin } from './twins';
import type { Behind, DrillDown, Figure, Unit } from './types';
import { baseWords, intervalWords, inUnit } from './words';

const PAGE = '50';

function visitHref(id: string): string {
  return `/${me.value?.permissions.includes('visit.review') ? 'review' : 'reports'}/${id}`;
}

function Visit({ visit, unit }: { visit: Behind; unit: Unit }) {
  const day = formatDate(visit.visited_on);
  const shots = visit.photos.map((id) => ({ id, words: `${visit.centre_name} · ${day}` }));
  return (
    <li class="behind">
      <div class="behind-head">
        <p>
          <a href={visitHref(visit.visit_id)}>{visit.centre_name}</a>
          <span class="two-lines">{day}</span>
        </p>
        {visit.value === null ? <Chip>{tCode('state', visit.state)}</Chip> : <strong class="figures">{inUnit(visit.value, unit)}</strong>}
      </div>
      {visit.answer && <p>{visit.answer}</p>}
      {visit.comment && <blockquote class="behind-comment">{visit.comment}</blockquote>}
      <Photos shots={shots} />
    </li>
  );
}

function Base({ figure, unit }: { figure: Figure; unit: Unit }) {
  return (
    <>
      <p class="lead">{t('insights.behind_sentence', { mean: inUnit(figure.mean, unit), n: figure.visits })}</p>
      <p class="secondary figures">
        {[intervalWords(figure, unit), baseWords(figure), t('insights.applicable_n', { n: figure.applicable }), t('insights.excluded_n', { n: figure.excluded })].join(' · ')}
      </p>
      <p class="secondary">{t('insights.asked_in', { checklists: figure.checklists.join(', ') })}</p>
      {figure.low_base && (
        <p>
          <LowBase figure={figure} />
        </p>
      )}
    </>
  );
}

type Query = Readonly<Record<string, string | null>>;

/** The visits page by page; another question begins the list anew. */
function Visits({ found, query }: { found: DrillDown; query: Query }) {
  const [more, setMore] = useState<{ items: Behind[]; next: string | null } | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  useEffect(() => setMore(null), [found]);
  const items = [...found.items, ...(more?.items ?? [])];
  const next = more ? more.next : found.next;
  const grow = () => {
    setBusy(true);
    setProblem(null);
    read<DrillDown>('/figures/visits', { ...query, cursor: next })
      .then((page) => setMore({ items: [...(more?.items ?? []), ...page.items], next: page.next }), (cause: unknown) => setProblem(asProblem(cause)))
      .finally(() => setBusy(false));
  };
  return (
    <Card as="section" aria-labelledby="behind">
      <div class="stack">
        <h2 id="behind">{t('insights.behind_visits')}</h2>
        <ul class="strengths">
          {items.map((visit) => (
            <Visit key={visit.visit_id} visit={visit} unit={found.unit} />
          ))}
        </ul>
        <Trouble problem={problem} onRetry={grow} />
        {next && (
          <div>
            <Button busy={busy} onClick={grow}>
              {t('show_more')}
            </Button>
          </div>
        )}
      </div>
    </Card>
  );
}

function Body({ found, query, title, about }: { found: DrillDown; query: Query; title: string; about: string }) {
  if (!found.figure) return <EmptyState icon="compare" title={t('insights.behind_empty')}>{t('insights.behind_empty_text')}</EmptyState>;
  const { limit: _, ...drawn } = query;
  return (
    <>
      <h2 class="question-text">{title}</h2>
      <p class="secondary">{about}</p>
      <Base figure={found.figure} unit={found.unit} />
      <Picture kind="distribution" search={wire(drawn)} title={t('insights.distribution')} note={t('insights.distribution_note')} twin={distributionTwin(found)} />
      <Visits found={found} query={query} />
    </>
  );
}

function useTitle({ measure }: Asked): string {
  return useMeasures()?.find((one) => one.code === measure)?.name ?? (measure === 'overall' ? t('insights.overall') : measure);
}

/** Whose number it is. */
function usePlace(area: string | null, centre: string | null): string {
  const choices = useChoices();
  const of = (places: readonly { id: string; name: string }[] | undefined, id: string) => places?.find((one) => one.id === id)?.name ?? '–';
  if (centre) return of(choices?.centres, centre);
  return area ? of(choices?.areas, area) : t('insights.overview');
}

export function QuestionPage() {
  const question = asked();
  const { measure, period } = question;
  // Without a place in the address: all that this person may open.
  const { area_id: area, centre_id: centre } = question.area || question.centres[0] ? { area_id: question.area, centre_id: question.centres[0] ?? null } : own();
  const periods = usePeriods(period);
  const query = { measure, period, at: question.at, area_id: area, centre_id: centre, limit: PAGE };
  const seen = useFigures<DrillDown>('/figures/visits', query);
  const title = useTitle(question);
  const place = usePlace(area, centre);
  const from = centre ? `/insights/centres/${centre}` : area ? `/insights/areas/${area}` : '/insights';
  return (
    <Frame
      title={t('insights.behind')}
      trailing={<Export asked={{ measure, period, area_id: area, centre_id: centre ? [centre] : [], by: 'centre' }} />}
      back={pathTo(from, { period })}
      seen={seen}
      filters={
        <Filters asked={question} key={route.value.path} keep={['area_id', 'centre_id', 'measure', 'at']}>
          <MeasureChoice value={measure} />
          <AtChoice value={question.at} periods={periods} />
          {!centre && <AreaChoice value={area} />}
        </Filters>
      }
    >
      {(found) => <Body found={found} query={query} title={title} about={[place, periods.find(({ code }) => code === found.at)?.label ?? found.at].join(' · ')} />}
    </Frame>
  );
}
