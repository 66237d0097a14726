/** One of several, each on a line of its own. */
import { localise } from '../engine';
import { language } from '../i18n';
import { Segments } from '../ui';
import { Extras } from './extras';
import { given, valueOf, type QuestionProps } from './props';

export function SingleChoice(props: QuestionProps) {
  const { question, label, answer, disabled, onGive } = props;
  const options = (question.options ?? []).map(({ id, label: words }) => ({ id, label: localise(words, language.value) }));
  return (
    <>
      <Segments
        class="choices"
        columns={1}
        label={label}
        options={options}
        value={valueOf(answer) as string | null}
        disabled={disabled}
        onChange={(id) => onGive(given(id))}
      />
      <Extras {...props} />
    </>
  );
}
