/** The left column: sections with their questions, what the filter leaves of them, and the photos among them. */
import { Fragment } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { Visit } from '../../api/types';
import { t } from '../../i18n';
import { Card } from '../../ui';
import { percent } from '../parts/score';
import { ItemCard } from './item-card';
import { loosePhotos, passes, type Filter, type Item, type Part } from './items';
import type { Marks } from './marks';
import { Lightbox, Thumbs, type Shown } from './photos';

type AnswersProps = { parts: readonly Part[]; visit: Visit; filter: Filter; marks: Marks | null };

function shownPhotos(parts: readonly Part[], visit: Visit): Shown[] {
  const named = (item: Item) => [item.entry, item.text].filter(Boolean).join(': ');
  const asked = parts.flatMap((part) => part.items.flatMap((item) => item.photos.map((photo) => ({ photo, question: named(item) }))));
  return [...asked, ...loosePhotos(parts, visit).map((photo) => ({ photo, question: t('review.photo_other') }))];
}

export function Answers({ parts, visit, filter, marks }: AnswersProps) {
  const [large, setLarge] = useState<number | null>(null);
  const shown = useMemo(() => shownPhotos(parts, visit), [parts, visit]);
  const isQueried = (id: string) => marks?.table[id]?.as === 'queried';
  const scores = new Map(visit.score_card?.sections.map((section) => [section.id, section.score.tenths]));
  const left = parts
    .map((part) => ({ ...part, items: part.items.filter((item) => passes(item, filter, isQueried)) }))
    .filter((part) => part.items.length > 0);
  const loose = loosePhotos(parts, visit);
  return (
    <>
      {left.length === 0 && <p class="secondary">{t('review.filter_none')}</p>}
      {left.map((part) => (
        <Card as="section" class="desk-section" key={part.section.id} aria-labelledby={`section-${part.section.id}`}>
          <div class="desk-section-head">
            <h2 id={`section-${part.section.id}`}>{part.title}</h2>
            {scores.has(part.section.id) && <strong class="figures">{percent(scores.get(part.section.id))}</strong>}
          </div>
          {part.items.map((item, index) => (
            <Fragment key={item.key}>
              {item.entry !== null && item.entry !== part.items[index - 1]?.entry && <h3 class="desk-entry">{item.entry}</h3>}
              <ItemCard item={item} marks={marks} shown={shown} onOpen={setLarge} />
            </Fragment>
          ))}
        </Card>
      ))}
      {loose.length > 0 && filter !== 'lost' && (
        <Card as="section" class="desk-section">
          <div class="desk-section-head">
            <h2>{t('review.photo_other')}</h2>
          </div>
          <div class="item">
            <span />
            <Thumbs photos={loose} all={shown} onOpen={setLarge} />
          </div>
        </Card>
      )}
      <Lightbox all={shown} at={large} onMove={setLarge} />
    </>
  );
}
