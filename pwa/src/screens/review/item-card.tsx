/** One question on the desk: what was asked, what was found, what it cost, what it looked like; then the two marks. */
import type { Item, Points as Scored } from './items';
import { lostPoints } from './items';
import { formatNumber, t } from '../../i18n';
import { Button, Chip, TextArea } from '../../ui';
import type { Marks } from './marks';
import { Thumbs, type Shown } from './photos';

type ItemCardProps = {
  item: Item;
  marks: Marks | null;
  shown: readonly Shown[];
  onOpen: (n: number) => void;
};

function pointsText(score: Scored | undefined): string | null {
  if (!score || score.points === null || score.max === null) return null;
  return t('review.points', { points: formatPoints(score.points), max: formatPoints(score.max) });
}

function formatPoints(points: number): string {
  return formatNumber(points, Number.isInteger(points) ? 0 : 1);
}

function Points({ item }: { item: Item }) {
  const points = pointsText(item.score);
  if (!points) return <span class="item-points small secondary">{item.score?.state === 'unscored' ? t('review.unscored') : ''}</span>;
  return <span class={`item-points figures ${lostPoints(item) ? 'item-lost' : ''}`}>{points}</span>;
}

function Earlier({ item }: { item: Item }) {
  if (!item.earlier?.said) return null;
  const points = pointsText(item.earlier.score);
  const key = points ? 'review.earlier_points' : 'review.earlier';
  return <p class="item-earlier small secondary">{t(key, { answer: item.earlier.said, points: points ?? '' })}</p>;
}

function Judgement({ item, marks }: { item: Item; marks: Marks }) {
  const id = item.key;
  const mark = marks.table[id];
  return (
    <>
      <div class="item-buttons">
        <Button size="s" icon="check" pressed={mark?.as === 'accepted'} onClick={() => marks.toggle(id, 'accepted')}>
          {t(mark?.as === 'accepted' ? 'review.accepted' : 'review.accept')}
        </Button>
        <Button size="s" icon="query" pressed={mark?.as === 'queried'} onClick={() => marks.toggle(id, 'queried')}>
          {t(mark?.as === 'queried' ? 'review.queried' : 'review.query')}
        </Button>
      </div>
      {mark?.as === 'queried' && (
        <div class="item-reason">
          <TextArea
            label={t('review.reason')}
            hint={t('review.reason_hint')}
            rows={2}
            value={mark.reason}
            onInput={(reason) => marks.say(id, reason)}
          />
        </div>
      )}
    </>
  );
}

export function ItemCard({ item, marks, shown, onOpen }: ItemCardProps) {
  const mark = marks?.table[item.key]?.as;
  return (
    <article
      class={`item ${mark ? `item-${mark}` : ''}`}
      tabIndex={-1}
      data-question={item.key}
      aria-label={[`${item.number}. ${item.text}`, item.entry].filter(Boolean).join(', ')}
    >
      <p class="item-number small secondary figures">{item.number}</p>
      <div class="item-body">
        <p class="item-question">{item.text}</p>
        <div class="row item-facts">
          {item.said && <strong class="item-said">{item.said}</strong>}
          <Points item={item} />
          {item.question.critical && <Chip tone={lostPoints(item) ? 'bad' : 'neutral'}>{t('review.critical')}</Chip>}
          {item.question.kind === 'delight' && <Chip tone="accent">{t('review.delight')}</Chip>}
        </div>
        {item.answer?.comment && <blockquote class="item-comment">{item.answer.comment}</blockquote>}
        {item.answer?.waiver && <p class="small secondary">{t('review.no_photo_because', { why: item.answer.waiver })}</p>}
        {item.reasons.map((reason) => (
          <p class="small item-before" key={reason}>
            {t('review.before', { reason })}
          </p>
        ))}
        <Thumbs photos={item.photos} all={shown} onOpen={onOpen} />
        <Earlier item={item} />
      </div>
      {marks && <Judgement item={item} marks={marks} />}
    </article>
  );
}
