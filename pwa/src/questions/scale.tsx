/** A scale: its steps in rows of at most six, its ends in words. */
import { localise, type Question } from '../engine';
import { language } from '../i18n';
import { Segments } from '../ui';
import { Extras, extraGiven, extraSegments, isExtra } from './extras';
import { given, valueOf, type QuestionProps } from './props';

const ROW = 6;

function wordsFor(question: Question, step: number): string {
  const words = question.scale?.labels[String(step)];
  return words ? localise(words, language.value) : '';
}

function steps({ scale }: Question): number[] {
  if (!scale) return [];
  return Array.from({ length: scale.max - scale.min + 1 }, (_, index) => scale.min + index);
}

/** The ends, and the chosen step between them when it has a word of its own. */
function Ends({ question, chosen }: { question: Question; chosen: unknown }) {
  const all = steps(question);
  const [low, high] = [all[0] ?? 0, all.at(-1) ?? 0];
  const middle = typeof chosen === 'number' && chosen !== low && chosen !== high ? wordsFor(question, chosen) : '';
  if (!wordsFor(question, low) && !wordsFor(question, high)) return null;
  return (
    <p class="scale-ends small" aria-hidden="true">
      <span>{`${low}\u00a0${wordsFor(question, low)}`}</span>
      <strong>{middle}</strong>
      <span>{`${high}\u00a0${wordsFor(question, high)}`}</span>
    </p>
  );
}

export function Scale(props: QuestionProps) {
  const { question, label, answer, disabled, onGive } = props;
  const own = steps(question).map((step) => ({
    id: String(step), label: String(step), spoken: [String(step), wordsFor(question, step)].filter(Boolean).join(', '),
  }));
  const extras = extraSegments(question);
  const total = own.length + extras.length;
  const inside = total <= ROW || total % ROW === 0;
  const value = valueOf(answer);
  const chosen = inside && answer && isExtra(answer.state) ? answer.state : value === null ? null : String(value);
  return (
    <>
      <Segments
        label={label}
        options={inside ? [...own, ...extras] : own}
        columns={Math.min(ROW, inside ? total : own.length)}
        value={chosen}
        disabled={disabled}
        onChange={(id) => onGive(isExtra(id) ? extraGiven(id) : given(Number(id)))}
      />
      <Ends question={question} chosen={value} />
      {!inside && <Extras {...props} />}
    </>
  );
}
