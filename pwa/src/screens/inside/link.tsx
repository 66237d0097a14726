/** The link: the sentence first, then what it does not say, then each picture with its base and its reason where it may not be shown. */
import { t } from '../../i18n';
import { Button } from '../../ui';
import { Lead } from '../insights/frame';
import { Picture } from '../insights/picture';
import { AskInside } from '../reports/ask';
import { Health } from './health';
import { Ladder } from './ladder';
import { Loading, NotShown, Page } from './frame';
import { useLink } from './load';
import { RolloutPart } from './rollout';
import { BaseLine, LagChoice, StateOf } from './state';
import { gridTwin, lagsTwin, quadrantTwin } from './twins';
import type { Analysis, Link } from './types';
import { baseOf, lagWords, small } from './words';

export function Sentences({ link }: { link: Link }) {
  const { told } = link;
  if (!told) return null;
  const more = [told.chain, told.noise, told.direction].filter((one) => one !== null);
  return (
    <section class="inside-told">
      <Lead>{told.headline}</Lead>
      {more.map((sentence) => (
        <p key={sentence} class="inside-sentence">
          {sentence}
        </p>
      ))}
      <BaseLine link={link} />
    </section>
  );
}

export function SaysNot({ sentences }: { sentences: readonly string[] }) {
  return (
    <section class="inside-not" aria-labelledby="says-not">
      <h2 id="says-not">{t('inside.says_not')}</h2>
      <ul>
        {sentences.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </section>
  );
}

type PartProps = { link: Link; analysis: Analysis; search: string };

function Lags({ link, analysis, search }: PartProps) {
  const { lag_profile: found } = analysis;
  const title = t('inside.lags');
  if (!found.shown) return <NotShown title={title} reason={found.reason} />;
  const lags = found.stands_out.map(lagWords).join(', ');
  const sentence = found.stands_out.length === 0 ? t('inside.lags_none') : t(found.stands_out.length === 1 ? 'inside.lags_one' : 'inside.lags_some', { lags });
  const p = found.p_max === null ? t('inside.unknown') : small(found.p_max);
  const note = `${baseOf(link, found.n_centres)}. ${t('inside.lags_note', { p })}`;
  return (
    <Picture kind="lags" search={search} title={title} note={note} twin={lagsTwin(found)}>
      <p>{sentence}</p>
    </Picture>
  );
}

function Grid({ link, analysis, search }: PartProps) {
  const { matrix } = analysis;
  const tested = matrix.cells.filter((cell) => cell.q !== null);
  const clear = tested.filter((cell) => cell.shade.startsWith('clear')).length;
  const some = t(clear ? 'inside.grid_some' : 'inside.grid_none', { clear, n: tested.length });
  return (
    <Picture kind="grid" search={search} title={t('inside.grid')} note={`${baseOf(link)}. ${t('inside.grid_note')}`} twin={gridTwin(matrix)}>
      <p>{tested.length ? some : t('inside.grid_untested')}</p>
    </Picture>
  );
}

function Quadrant({ link, analysis, search }: PartProps) {
  const { quadrant } = analysis;
  const visits = quadrant.dots.reduce((sum, dot) => sum + dot.visits, 0);
  const counted = { centres: t('inside.n_centres', { n: quadrant.dots.length }), visits: t('inside.n_visits', { n: visits }), last: link.span?.last ?? '' };
  return (
    <Picture kind="quadrant" search={search} title={t('inside.quadrant')} note={link.span ? t('inside.quadrant_base', counted) : ''} twin={quadrantTwin(quadrant)}>
      <p class="secondary">{t('inside.quadrant_note')}</p>
    </Picture>
  );
}

function Body({ link, search }: { link: Link; search: string }) {
  const { analysis } = link;
  if (!analysis) return null;
  const base = baseOf(link);
  const props = { link, analysis, search };
  return (
    <div class="insights-body" key={link.computed_at}>
      <div class="insights-two">
        <Quadrant {...props} />
        <Ladder analysis={analysis} search={search} base={base} />
      </div>
      <div class="insights-two">
        <Lags {...props} />
        <RolloutPart analysis={analysis} search={search} base={base} />
      </div>
      <Grid {...props} />
      <Health analysis={analysis} base={base} />
    </div>
  );
}

export function LinkPage() {
  const asked = useLink();
  const { seen, lag, search } = asked;
  const link = seen.data;
  const table = (
    <>
      {link?.analysis && <AskInside lag={Number(lag)} />}
      <Button size="s" icon="download" href="/api/v1/inside-outside/table.csv" download>
        {t('inside.export')}
      </Button>
      <Button size="s" icon="download" href="/api/v1/inside-outside/table.parquet" download>
        {t('inside.export_parquet')}
      </Button>
    </>
  );
  return (
    <Page title={t('inside.title')} trailing={table} busy={seen.loading}>
      <Loading seen={seen} />
      {link && <Sentences link={link} />}
      <StateOf asked={asked} />
      <div class="inside-beside">
        {link?.told && <SaysNot sentences={link.told.says_not} />}
        <LagChoice lag={lag} />
      </div>
      {link && <Body link={link} search={search} />}
    </Page>
  );
}
