/** One figure as it stands everywhere: the mean, its interval, its base, and its change where a test licenses one. */
import { t } from '../../i18n';
import { Card, Chip, Icon } from '../../ui';
import type { Change, Figure, Period, Series, Unit } from './types';
import { baseWords, changeFigure, inUnit, rangeOf, testWords } from './words';

/** The arrow belongs to changes that passed their test, and to no other. */
export function ChangeMark({ change, unit = 'percent', periods }: { change: Change | null; unit?: Unit; periods?: readonly Period[] }) {
  if (!change) return <span class="secondary">–</span>;
  return (
    <span class="change" title={testWords(change, periods)}>
      {change.clear && <Icon name={change.diff < 0 ? 'down' : 'up'} size={16} />}
      <span class="figures">{changeFigure(change, unit)}</span>
      <small>{t(change.clear ? 'insights.clear' : change.q === null ? 'insights.untested' : 'insights.chance')}</small>
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
      <small>{rangeOf(figure, unit)}</small>
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

type TileProps = { title: string; note?: string; series: Series | null; unit: Unit; periods: readonly Period[] };

export function Tile({ title, note, series, unit, periods }: TileProps) {
  const figure = series && toldOf(series);
  const label = periods.find((period) => period.code === figure?.period)?.label;
  return (
    <Card as="section" class="tile">
      <h2 class="tile-title">{title}</h2>
      {figure ? (
        <>
          <p class="tile-figure figures">{inUnit(figure.mean, unit)}</p>
          <p class="secondary figures">{[label, rangeOf(figure, unit), baseWords(figure)].filter(Boolean).join(' · ')}</p>
          <LowBase figure={figure} />
          {series.change && <ChangeMark change={series.change} unit={unit} periods={periods} />}
          {series.change && <p class="small secondary">{testWords(series.change, periods)}</p>}
        </>
      ) : (
        <p class="secondary">{note ?? t('insights.none_yet')}</p>
      )}
    </Card>
  );
}
