/** The left column: sections with their questions, what the filter leaves of them, and the photos among them. */
import { useMemo, useState } from 'preact/hooks';
import type { Visit } from '../../api/types';
import { t } from '../../i18n';
import { Card } from '../../ui';
import { percent } from '../parts/score';
import { ItemCard } from './item-card';
import { passes, photosOf, type Filter, type Part } from './items';
import type { Marks } from './marks';
import { Lightbox, Thumbs, type Shown } from './photos';

type AnswersProps = { parts: readonly Part[]; visit: Visit; filter: Filter; marks: Marks | null };

function shownPhotos(parts: readonly Part[], visit: Visit): Shown[] {
  const asked = parts.flatMap((part) => part.items.flatMap((item) => item.photos.map((photo) => ({ photo, question: item.text }))));
  return [...asked, ...photosOf(visit, null).map((photo) => ({ photo, question: t('review.photo_other') }))];
}

export function Answers({ parts, visit, filter, marks }: AnswersProps) {
  const [large, setLarge] = useState<number | null>(null);
  const shown = useMemo(() => shownPhotos(parts, visit), [parts, visit]);
  const isQueried = (id: string) => marks?.table[id]?.as === 'queried';
  const scores = new Map(visit.score_card?.sections.map((section) => [section.id, section.score.tenths]));
  const left = parts
    .map((part) => ({ ...part, items: part.items.filter((item) => passes(item, filter, isQueried)) }))
    .filter((part) => part.items.length > 0);
  const loose = photosOf(visit, null);
  return (
    <>
      {left.length === 0 && <p class="secondary">{t('review.filter_none')}</p>}
      {left.map((part) => (
        <Card as="section" class="desk-section" key={part.section.id} aria-labelledby={`section-${part.section.id}`}>
          <div class="desk-section-head">
            <h2 id={`section-${part.section.id}`}>{part.title}</h2>
            {scores.has(part.section.id) && <strong class="figures">{percent(scores.get(part.section.id))}</strong>}
          </div>
          {part.items.map((item) => (
            <ItemCard key={item.question.id} item={item} marks={marks} shown={shown} onOpen={setLarge} />
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
