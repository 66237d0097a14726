/** Free text, one line or several. */
import { t } from '../i18n';
import { Extras } from './extras';
import { given, valueOf, type QuestionProps } from './props';
import { useDraft } from './draft';

export function TextQuestion(props: QuestionProps) {
  const { question, label, answer, disabled, onGive } = props;
  const { text, type, flush } = useDraft((valueOf(answer) as string | null) ?? '', (next) => onGive(given(next)));
  const common = { class: 'input', value: text, disabled, 'aria-label': label, maxLength: question.max_length, onBlur: flush };
  return (
    <>
      {question.multiline ? (
        <textarea {...common} rows={3} placeholder={t('visit.write')} onInput={(event) => type(event.currentTarget.value)} />
      ) : (
        <input {...common} placeholder={t('visit.write')} onInput={(event) => type(event.currentTarget.value)} />
      )}
      <Extras {...props} />
    </>
  );
}
