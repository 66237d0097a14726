/** One figure as it stands everywhere: the mean, its interval, its base, and its change where a test licenses one. */
import { t, tCode } from '../../i18n';
import { Card, Chip, Icon } from '../../ui';
import type { Change, Figure, Period, Series, Unit } from './types';
import { baseWords, changeFigure, intervalWords, inUnit, rangeOf, testParts, testWords } from './words';

/** The arrow belongs to changes that passed their test, and to no other. */
export function ChangeMark({ change, unit = 'percent' }: { change: Change | null; unit?: Unit }) {
  if (!change) return <span class="secondary">–</span>;
  return (
    <span class="change">
      {change.clear && <Icon name={change.diff < 0 ? 'down' : 'up'} size={16} />}
      <span class="figures">{changeFigure(change, unit)}</span>
      <small>{t(change.clear ? 'insights.clear' : change.q === null ? 'insights.untested' : 'insights.chance')}</small>
    </span>
  );
}

/** By what a change was judged: the test, and its q beneath. */
export function TestCell({ change }: { change: Change | null | undefined }) {
  const [test, q] = change ? testParts(change) : [];
  if (!test) return <span class="secondary">–</span>;
  return (
    <span class="figure">
      <small>{test}</small>
      <small>{q}</small>
    </span>
  );
}

/** The range, and how it was found beneath; why there is none, where there is none. */
export function Interval({ figure, unit }: { figure: Figure; unit: Unit }) {
  return (
    <span class="figure">
      <span>{rangeOf(figure, unit) || intervalWords(figure, unit)}</span>
      {figure.method && <small>{tCode('method', figure.method)}</small>}
    </span>
  );
}

export function LowBase({ figure }: { figure: Figure }) {
  return figure.low_base ? <Chip tone="warn">{t('insights.low_base')}</Chip> : null;
}

/** In a cell: mean, interval and base under each other. */
export function FigureCell({ figure, unit = 'percent' }: { figure: Figure | null | undefined; unit?: Unit }) {
  if (!figure) return <span class="secondary">–</span>;
  return (
    <span class="figure">
      <strong>{inUnit(figure.mean, unit)}</strong>
      <small>{rangeOf(figure, unit) || (figure.visits > 1 && t('insights.all_alike'))}</small>
      <small>{t('insights.visits', { n: figure.visits })}</small>
      {figure.low_base && <small class="figure-low">{t('insights.low_base')}</small>}
    </span>
  );
}

/** The figure to speak of: of the period that was compared, else the last one there is. */
export function toldOf(series: Series): Figure | null {
  const found = series.values.filter((value) => value !== null);
  return found.find((value) => value.period === series.change?.to) ?? found.at(-1) ?? null;
}

/** `at`: the period the page is of; else the one that was compared. */
type TileProps = { title: string; note?: string; series: Series | null; unit: Unit; periods: readonly Period[]; at?: string };

export function Tile({ title, note, series, unit, periods, at }: TileProps) {
  const figure = series && (at === undefined ? toldOf(series) : (series.values.find((value) => value?.period === at) ?? null));
  const change = at === undefined || series?.change?.to === at ? series?.change : null;
  const label = periods.find((period) => period.code === figure?.period)?.label;
  return (
    <Card as="section" class="tile">
      <h2 class="tile-title">{title}</h2>
      {figure ? (
        <>
          <p class="tile-figure figures">{inUnit(figure.mean, unit)}</p>
          <p class="secondary figures">{[label, rangeOf(figure, unit), baseWords(figure)].filter(Boolean).join(' · ')}</p>
          <LowBase figure={figure} />
          {change && <ChangeMark change={change} unit={unit} />}
          {change && <p class="small secondary">{testWords(change, periods)}</p>}
        </>
      ) : (
        <p class="secondary">{note ?? t('insights.none_yet')}</p>
      )}
    </Card>
  );
}
