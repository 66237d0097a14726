/**
 * What of the notes fits a question. Nothing is ever filled in: a tap takes it. A question that names a stamp shows it at once,
 * everything else of the notes stands behind one button; the naming only decides what stands where.
 */
import type { Question } from '../../engine';
import { formatTime, t } from '../../i18n';
import { spanWords } from '../../questions';
import type { OpenVisit } from '../visit/open-visit';
import { nameOf, ORDER, seconds, timeOf, watchOf, type Stamp } from './moments';

export interface Offer {
  words: string;
  value: string | number;
  /** Whose naming brings it to the front. */
  of: readonly Stamp[];
}

const NAMES: Record<Stamp, RegExp> = {
  arrived: /arriv|ankunft|angekommen|ankam/i,
  acknowledged: /acknowledg|notic|attended|bemerkt|wahrgenommen|beachtet/i,
  greeted: /greet|welcom|begrüß/i,
  seated: /\bseat|sit down|platz genommen|gesetzt/i,
  test_drive: /test.?drive|drive_|probefahrt/i,
  left: /\bleft|\bleave|verlassen|gegangen/i,
};

type Moment = { stamp: Stamp; at: string };

function moments(visit: OpenVisit): Moment[] {
  const found = ORDER.flatMap((stamp) => {
    const at = timeOf(visit, stamp);
    return at === null ? [] : [{ stamp, at }];
  });
  return found.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

function span(from: Moment, to: Moment): Offer {
  const value = seconds(from.at, to.at);
  const words = t('notes.use_span', { from: nameOf(from.stamp), to: nameOf(to.stamp), span: spanWords(value) });
  return { words, value, of: from.stamp === 'test_drive' ? ['test_drive'] : [to.stamp] };
}

/** From arriving to each, and from each to the next. */
function spans(all: readonly Moment[]): Offer[] {
  const arrived = all.find(({ stamp }) => stamp === 'arrived');
  const first = arrived ? all.slice(all.indexOf(arrived) + 1).map((to) => span(arrived, to)) : [];
  const pairs = all.slice(1).map((to, index) => [all[index]!, to] as const);
  return [...first, ...pairs.filter(([from]) => from !== arrived).map(([from, to]) => span(from, to))];
}

export function offersFor(visit: OpenVisit, question: Question): Offer[] {
  const all = moments(visit);
  if (question.type === 'timestamp')
    return all.map(({ stamp, at }) => ({
      words: t('notes.use_stamp', { name: nameOf(stamp), time: formatTime(at, visit.zone.value) }), value: at, of: [stamp],
    }));
  const watch = watchOf(visit);
  const ran = watch?.until ? seconds(watch.at, watch.until) : null;
  const watched: Offer[] = ran === null ? [] : [{ words: t('notes.use_watch', { span: spanWords(ran) }), value: ran, of: [] }];
  return [...spans(all), ...watched];
}

/** The stamps a question speaks of, by its id and its words in every language. */
export function namedIn({ id, text }: Question): Stamp[] {
  const said = [id, ...Object.values(text)].join(' ');
  return ORDER.filter((stamp) => NAMES[stamp].test(said));
}
