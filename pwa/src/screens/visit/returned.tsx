/** A visit that came back: what the reviewer asks, until when, and a way to each question. */
import { localise } from '../../engine';
import { formatDay, formatTime, language, t } from '../../i18n';
import { Banner, Card, Icon } from '../../ui';
import { entryTitle } from './entries';
import type { OpenVisit } from './open-visit';
import { sectionPath } from './progress';

export function Returned({ visit }: { visit: OpenVisit }) {
  const { status, returns, centre } = visit.visit.value;
  const last = returns.at(-1);
  if (status !== 'returned' || !last) return null;
  const zone = centre.time_zone;
  const due = last.due_at && { day: formatDay(last.due_at, zone), time: formatTime(last.due_at, zone) };
  return (
    <>
      <Banner tone="warn" title={last.reviewer_name ? t('brief.returned', { name: last.reviewer_name }) : t('brief.returned_plain')}>
        {last.note} {due && t('brief.resubmit_by', due)}
      </Banner>
      {last.items.length > 0 && (
        <Card class="card-flush">
          {last.items.map((item) => (
            <ReturnedRow key={item.question_id} visit={visit} questionId={item.question_id} reason={item.reason} />
          ))}
        </Card>
      )}
    </>
  );
}

function ReturnedRow({ visit, questionId, reason }: { visit: OpenVisit; questionId: string; reason: string }) {
  const { section, question } = visit.placeOf(questionId) ?? {};
  if (!section || !question) return null;
  const entry = entryTitle(visit, questionId);
  return (
    <a class="open-row" href={sectionPath(visit.id, section.id, questionId)}>
      <span>
        <span class="open-row-code">{reason}</span>
        {[entry, localise(question.text, language.value)].filter(Boolean).join(': ')}
      </span>
      <Icon name="next" />
    </a>
  );
}
