/** A number: a step down, the figure itself, a step up. */
import type { Question } from '../engine';
import { localise, unitFor } from '../engine';
import { language, t, withMark } from '../i18n';
import { Button } from '../ui';
import { useDraft } from './draft';
import { Extras } from './extras';
import { given, valueOf, type QuestionProps } from './props';

function show(value: unknown): string {
  return typeof value === 'number' ? withMark(value) : '';
}

/** null for what is no number; the checklist says how many decimals it wants. */
export function readNumber(text: string, decimals: number): number | null {
  const plain = text.trim().replace(',', '.').replace('−', '-');
  if (!/^-?\d+(\.\d+)?$/.test(plain)) return null;
  return Number(Number(plain).toFixed(decimals));
}

function stepped({ min, max, decimals = 0 }: Question, value: unknown, direction: 1 | -1): number {
  if (typeof value !== 'number') return min ?? 0;
  const next = Number((value + direction).toFixed(decimals));
  return Math.min(max ?? next, Math.max(min ?? next, next));
}

export function NumberQuestion(props: QuestionProps) {
  const { question, label, answer, disabled, onGive } = props;
  const value = valueOf(answer);
  const draft = useDraft(show(value), (text) => {
    const read = readNumber(text, question.decimals ?? 0);
    if (read !== null) onGive(given(read));
  });
  const step = (direction: 1 | -1): void => onGive(given(stepped(question, value, direction)));
  const unit = unitFor(localise(question.unit ?? null, language.value), value);
  return (
    <>
      <div class="stepper">
        <Button icon="minus" label={t('visit.less')} disabled={disabled} onClick={() => step(-1)} />
        <label class="stepper-figure">
          <input
            inputMode={question.decimals ? 'decimal' : 'numeric'}
            aria-label={unit ? `${label} (${unit})` : label}
            value={draft.text}
            disabled={disabled}
            placeholder="–"
            onInput={(event) => draft.type(event.currentTarget.value)}
            onBlur={draft.flush}
          />
          {unit && <span class="secondary">{unit}</span>}
        </label>
        <Button icon="plus" label={t('visit.more_of')} disabled={disabled} onClick={() => step(1)} />
      </div>
      <Extras {...props} />
    </>
  );
}
