/** Results with other versions of the checklist, labelled as what they are; and answers that are no longer asked. */
import type { Rescore, Visit } from '../../api/types';
import type { Definition } from '../../engine';
import { formatDate, t } from '../../i18n';
import { Card } from '../../ui';
import { Outcome, percent } from '../parts/score';
import { leftBehind, type Kept } from './items';
import { mayRescore, RescoreAction } from './rescore-action';

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

/** Also where there is none yet, for those who may make one. */
export function Rescores({ visit, onDone }: { visit: Visit; onDone: (visit: Visit) => void }) {
  const may = mayRescore(visit);
  if (visit.rescores.length === 0 && !may) return null;
  return (
    <Card as="section" aria-labelledby="side-rescores">
      <div class="stack stack-8">
        <h2 id="side-rescores">{t('review.rescores')}</h2>
        <ul class="stack">
          {visit.rescores.map((rescore) => (
            <One key={rescore.number} rescore={rescore} />
          ))}
        </ul>
        {may && <RescoreAction visit={visit} onDone={onDone} />}
      </div>
    </Card>
  );
}

function KeptAnswers({ id, title, text, kept }: { id: string; title: string; text: string; kept: readonly Kept[] }) {
  if (kept.length === 0) return null;
  return (
    <Card as="section" class="desk-section" aria-labelledby={id}>
      <div class="desk-section-head">
        <h2 id={id}>{title}</h2>
      </div>
      <div class="item">
        <span />
        <p class="small secondary">{text}</p>
      </div>
      {kept.map((one) => (
        <article class="item" key={one.key}>
          <span />
          <div class="item-body">
            <p class="item-question">{one.text}</p>
            <strong class="item-said">{one.said}</strong>
            {one.comment && <blockquote class="item-comment">{one.comment}</blockquote>}
          </div>
        </article>
      ))}
    </Card>
  );
}

export function LeftBehind({ visit, definition }: { visit: Visit; definition: Definition }) {
  const { gone, removed } = leftBehind(definition, visit);
  return (
    <>
      <KeptAnswers id="taken-out" title={t('review.taken_out')} text={t('review.taken_out_text')} kept={removed} />
      <KeptAnswers id="left-behind" title={t('review.left_behind')} text={t('review.left_behind_text')} kept={gone} />
    </>
  );
}
