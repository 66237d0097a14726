/** Any number of options; an exclusive one ("none of these") stands alone. */
import { localise, type Option } from '../engine';
import { language } from '../i18n';
import { Icon } from '../ui';
import { Extras } from './extras';
import { given, valueOf, type QuestionProps } from './props';

function toggle(options: readonly Option[], chosen: readonly string[], id: string): string[] {
  if (chosen.includes(id)) return chosen.filter((one) => one !== id);
  const alone = (one: string): boolean => options.find((option) => option.id === one)?.exclusive ?? false;
  return alone(id) ? [id] : [...chosen.filter((one) => !alone(one)), id];
}

export function MultipleChoice(props: QuestionProps) {
  const { question, label, answer, disabled, onGive } = props;
  const options = question.options ?? [];
  const chosen = (valueOf(answer) as string[] | null) ?? [];
  return (
    <>
      <div class="checks" role="group" aria-label={label}>
        {options.map((option) => (
          <label class={chosen.includes(option.id) ? 'check check-on' : 'check'} key={option.id}>
            <input
              type="checkbox"
              checked={chosen.includes(option.id)}
              disabled={disabled}
              onChange={() => onGive(given(toggle(options, chosen, option.id)))}
            />
            <span class="check-box">
              <Icon name="check" size={18} />
            </span>
            <span>{localise(option.label, language.value)}</span>
          </label>
        ))}
      </div>
      <Extras {...props} />
    </>
  );
}
