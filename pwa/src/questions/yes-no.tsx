/** Yes, no and what may stand instead, side by side. */
import { localise } from '../engine';
import { language } from '../i18n';
import { Segments } from '../ui';
import { extraGiven, extraSegments, isExtra } from './extras';
import { given, valueOf, type QuestionProps } from './props';

export function YesNo({ question, label, answer, disabled, onGive }: QuestionProps) {
  const own = (question.options ?? []).map(({ id, label: words }) => ({ id, label: localise(words, language.value) }));
  const chosen = answer && isExtra(answer.state) ? answer.state : (valueOf(answer) as string | null);
  return (
    <Segments
      label={label}
      options={[...own, ...extraSegments(question)]}
      value={chosen}
      disabled={disabled}
      onChange={(id) => onGive(isExtra(id) ? extraGiven(id) : given(id))}
    />
  );
}
