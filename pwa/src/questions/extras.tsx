/** "Not applicable" and "not seen": two different answers, offered only where the question allows them. */
import type { Question } from '../engine';
import { t } from '../i18n';
import { Segments, type Segment } from '../ui';
import type { Given, QuestionProps } from './props';

export type Extra = 'not_applicable' | 'not_observed';

export function extraSegments(question: Question): Segment<Extra>[] {
  const extras: Segment<Extra>[] = [];
  if (question.allow_na) extras.push({ id: 'not_applicable', label: t('visit.na'), spoken: t('visit.na_long') });
  if (question.allow_not_observed) extras.push({ id: 'not_observed', label: t('visit.unseen'), spoken: t('visit.unseen_long') });
  return extras;
}

export function isExtra(id: string): id is Extra {
  return id === 'not_applicable' || id === 'not_observed';
}

export function extraGiven(state: Extra): Given {
  return { state, value: null };
}

/** Below a control that has no room for them. */
export function Extras({ question, answer, disabled, onGive }: QuestionProps) {
  const options = extraSegments(question).map((option) => ({ ...option, label: option.spoken }));
  if (options.length === 0) return null;
  const chosen = answer && isExtra(answer.state) ? answer.state : null;
  return (
    <Segments
      class="question-extras"
      size="s"
      label={t('visit.instead')}
      options={options}
      value={chosen}
      disabled={disabled}
      onChange={(id) => onGive(extraGiven(id))}
    />
  );
}
