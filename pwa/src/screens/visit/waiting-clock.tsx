/** A clock that has not started: which answer starts it, and the way there. */
import { entryOf, keyOf, localise, type Question } from '../../engine';
import { language, t } from '../../i18n';
import { Icon } from '../../ui';
import type { OpenVisit } from './open-visit';
import { sectionOf, sectionPath } from './progress';
import { cardId } from './show-card';
import '../../questions/observing-texts';

export function WaitingClock({ visit, question }: { visit: OpenVisit; question: Question }) {
  const start = question.clock?.start ?? '';
  const own = keyOf(start, entryOf(question.id));
  const place = visit.placeOf(own) ?? visit.placeOf(start);
  const key = visit.placeOf(own) ? own : start;
  const id = `${cardId(question.id)}-text`;
  return (
    <article class="card question question-waits" id={cardId(question.id)} aria-labelledby={id} tabIndex={-1}>
      <p class="question-text" id={id}>
        {localise(question.text, language.value)}
      </p>
      <p class="waits-for">
        <Icon name="clock" size={18} />
        <span>
          {t('visit.clock_starts')} <a href={sectionPath(visit.id, sectionOf(visit, key)?.id ?? '', key)}>{localise(place?.question.text ?? null, language.value)}</a>
        </span>
      </p>
    </article>
  );
}
