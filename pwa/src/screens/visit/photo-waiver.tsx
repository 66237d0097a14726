/** Why no photo was possible: the usual reasons at one tap, and room for other words. */
import type { Question } from '../../engine';
import { t } from '../../i18n';
import { useDraft } from '../../questions';
import { Button, TextField, toast } from '../../ui';
import type { OpenVisit } from './open-visit';
import './photo-more.css';
import './photo-words';

export interface WaiverProps {
  visit: OpenVisit;
  question: Question;
  waiver: string;
}

const REASONS = ['waiver.not_allowed', 'waiver.people', 'waiver.too_dark', 'waiver.noticed'] as const;

export function Waiver({ visit, question, waiver }: WaiverProps) {
  const give = (text: string): void => {
    visit.set(question, { waiver: text.trim() || null }).catch(() => toast(t('visit.not_saved'), { tone: 'bad' }));
  };
  const draft = useDraft(waiver, give);
  const choose = (text: string): void => {
    draft.type(text);
    draft.flush();
  };
  return (
    <div class="waiver" role="group" aria-label={t('waiver.why')}>
      <p class="field-label">{t('waiver.why')}</p>
      <div class="waiver-reasons">
        {REASONS.map((reason) => (
          <Button key={reason} size="s" pressed={draft.text === t(reason)} onClick={() => choose(t(reason))}>
            {t(reason)}
          </Button>
        ))}
      </div>
      <TextField label={t('waiver.own')} value={draft.text} maxLength={500} onInput={draft.type} onBlur={draft.flush} />
      {waiver && (
        <Button kind="quiet" size="s" onClick={() => choose('')}>
          {t('waiver.remove')}
        </Button>
      )}
    </div>
  );
}
