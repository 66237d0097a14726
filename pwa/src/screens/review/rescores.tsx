/** Results with other versions of the checklist, labelled as what they are; and answers that are no longer asked. */
import type { Rescore, Visit } from '../../api/types';
import type { Definition } from '../../engine';
import { formatDate, t } from '../../i18n';
import { Card } from '../../ui';
import { Outcome, percent } from '../parts/score';
import { leftBehind } from './items';

function One({ rescore }: { rescore: Rescore }) {
  return (
    <li class="stack stack-8">
      <p class="small secondary">{t('review.rescored', { n: rescore.version_number })}</p>
      <div class="row">
        <strong class="figures">{percent(rescore.tenths)}</strong>
        <Outcome outcome={rescore.outcome} />
      </div>
      <p class="small secondary">
        {t('review.certificate', { n: rescore.number, when: formatDate(rescore.issued_at) })}
        {rescore.not_asked > 0 && ` ${t('review.not_asked', { n: rescore.not_asked })}`}
      </p>
      {rescore.no_longer_asked.length > 0 && (
        <details class="small">
          <summary>{t('review.left_behind_n', { n: rescore.no_longer_asked.length })}</summary>
          <ul>
            {rescore.no_longer_asked.map((one) => (
              <li key={one.question_id}>{one.text}</li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}

export function Rescores({ visit }: { visit: Visit }) {
  if (visit.rescores.length === 0) return null;
  return (
    <Card as="section" aria-labelledby="side-rescores">
      <div class="stack stack-8">
        <h2 id="side-rescores">{t('review.rescores')}</h2>
        <ul class="stack">
          {visit.rescores.map((rescore) => (
            <One key={rescore.number} rescore={rescore} />
          ))}
        </ul>
      </div>
    </Card>
  );
}

export function LeftBehind({ visit, definition }: { visit: Visit; definition: Definition }) {
  const kept = leftBehind(definition, visit);
  if (kept.length === 0) return null;
  return (
    <Card as="section" class="desk-section" aria-labelledby="left-behind">
      <div class="desk-section-head">
        <h2 id="left-behind">{t('review.left_behind')}</h2>
      </div>
      <div class="item">
        <span />
        <p class="small secondary">{t('review.left_behind_text')}</p>
      </div>
      {kept.map((one) => (
        <article class="item" key={one.id}>
          <span />
          <div class="item-body">
            <p class="item-question">{one.id}</p>
            <strong class="item-said">{one.said}</strong>
            {one.comment && <blockquote class="item-comment">{one.comment}</blockquote>}
          </div>
        </article>
      ))}
    </Card>
  );
}
