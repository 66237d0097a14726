/** The strongest and the weakest questions, each with its base and the way to the visits behind it. */
import { t } from '../../i18n';
import { Card, useUniqueId } from '../../ui';
import { pathTo } from './asked';
import { ChangeMark } from './figure';
import type { Item, Period } from './types';
import { baseWords, inUnit, rangeOf } from './words';

type Place = { area_id?: string | null; centre_id?: string | null; period: string };

function Line({ item, place, periods }: { item: Item; place: Place; periods: readonly Period[] }) {
  const { figure, chain } = item;
  const under = [rangeOf(figure), baseWords(figure), figure.excluded > 0 && t('insights.excluded_n', { n: figure.excluded })];
  return (
    <li class="strength">
      <a href={pathTo('/insights/question', { ...place, measure: item.measure, at: figure.period })}>{item.text}</a>
      <strong class="figures">{inUnit(figure.mean, 'percent')}</strong>
      <p class="small secondary figures">
        {under.filter(Boolean).join(' · ')}
        {figure.low_base && <span class="figure-low"> · {t('insights.low_base')}</span>}
      </p>
      <p class="small secondary figures">
        {chain && t('insights.chain_is', { mean: inUnit(chain.mean, 'percent') })}
        {item.change && <ChangeMark change={item.change} periods={periods} />}
      </p>
    </li>
  );
}

type ItemsProps = { title: string; empty: string; items: readonly Item[]; place: Place; periods: readonly Period[] };

export function Items({ title, empty, items, place, periods }: ItemsProps) {
  const heading = useUniqueId();
  return (
    <Card as="section" aria-labelledby={heading}>
      <div class="stack stack-8">
        <h2 id={heading}>{title}</h2>
        {items.length === 0 && <p class="secondary">{empty}</p>}
        <ol class="strengths">
          {items.map((item) => (
            <Line key={item.measure} item={item} place={place} periods={periods} />
          ))}
        </ol>
      </div>
    </Card>
  );
}
