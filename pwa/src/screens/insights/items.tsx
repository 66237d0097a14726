/** The strongest and the weakest questions, each with its base and the way to the visits behind it. */
import { t } from '../../i18n';
import { Card, useUniqueId } from '../../ui';
import { pathTo } from './asked';
import { ChangeMark, toldOf } from './figure';
import { useFigures, type Query } from './load';
import type { Item, Overview } from './types';
import { baseWords, inUnit, rangeOf, testParts } from './words';

type Place = { area_id?: string | null; centre_id?: string | null; period: string };

function Line({ item, place }: { item: Item; place: Place }) {
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
        {item.change && <ChangeMark change={item.change} />}
        {item.change && <span>{testParts(item.change).join(', ')}</span>}
      </p>
    </li>
  );
}

type ItemsProps = { title: string; items: readonly Item[]; place: Place; note?: string };

function Items({ title, items, place, note }: ItemsProps) {
  const heading = useUniqueId();
  return (
    <Card as="section" aria-labelledby={heading}>
      <div class="stack stack-8">
        <h2 id={heading}>{title}</h2>
        {items.length === 0 && <p class="secondary">{t('insights.items_none')}</p>}
        {items.length > 0 && note && <p class="secondary">{note}</p>}
        <ol class="strengths">
          {items.map((item) => (
            <Line key={item.measure} item={item} place={place} />
          ))}
        </ol>
      </div>
    </Card>
  );
}

type Ends = Pick<Overview, 'headline' | 'periods' | 'strongest' | 'weakest'>;

function Pair({ found, place, note }: { found: Ends; place: Place; note?: string }) {
  return (
    <>
      <Items title={t('insights.weakest')} items={found.weakest} place={place} note={note} />
      <Items title={t('insights.strongest')} items={found.strongest} place={place} note={note} />
    </>
  );
}

const labelOf = ({ headline, periods }: Ends) => periods.find(({ code }) => code === toldOf(headline)?.period)?.label ?? '';

/** Questions of one quarter of one centre rest on two visits or three: then the year is told, and said so. */
function OfTheYear({ found, path, place }: { found: Ends; path: string; place: Place }) {
  const { period: _, centre_id: __, ...where } = place;
  const { data } = useFigures<Ends>(path, { ...(where as Query), period: 'year' });
  if (!data?.weakest.length) return <Pair found={found} place={place} />;
  return <Pair found={data} place={{ ...place, period: 'year' }} note={t('insights.items_year', { few: labelOf(found), year: labelOf(data) })} />;
}

/** `path`: what the page asks; the same is asked for the year where its own period has too few visits of each question. */
export function BothEnds({ found, path, place }: { found: Ends; path: string; place: Place }) {
  const wider = found.weakest.length === 0 && place.period !== 'year';
  return wider ? <OfTheYear found={found} path={path} place={place} /> : <Pair found={found} place={place} />;
}
