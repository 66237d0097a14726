/** A duration: an observation clock where the question has one, else a stopwatch for what happens now, minutes and seconds for what was noticed on another clock. */
import { t } from '../i18n';
import { Button, later } from '../ui';
import { useDraft } from './draft';
import { Extras } from './extras';
import { useNow } from './now';
import { given, valueOf, type QuestionProps } from './props';
import { figures } from './span';
import { startedAt, startWatch, stopWatch } from './watch';

const ClockQuestion = later<QuestionProps>(() => import('./clock').then((m) => m.ClockQuestion));

interface HandProps extends QuestionProps {
  seconds: number | null;
}

/** Minutes and seconds by hand. An empty field counts as zero once the other one holds something. */
function ByHand({ seconds, disabled, label, onGive }: HandProps) {
  const minutes = seconds === null ? '' : String(Math.floor(seconds / 60));
  const rest = seconds === null ? '' : String(seconds % 60);
  const save = (m: string, s: string): void => {
    if (/^\d*$/.test(m) && /^\d*$/.test(s) && m + s !== '') onGive(given(Number(m) * 60 + Number(s)));
  };
  const left = useDraft(minutes, (text) => save(text, right.text));
  const right = useDraft(rest, (text) => save(left.text, text));
  const field = (draft: typeof left, unit: string) => (
    <label class="stepper-figure">
      <input
        inputMode="numeric"
        placeholder="–"
        aria-label={`${label} (${unit})`}
        value={draft.text}
        disabled={disabled}
        onInput={(event) => draft.type(event.currentTarget.value)}
        onBlur={draft.flush}
      />
      <span class="secondary">{unit}</span>
    </label>
  );
  return (
    <div class="duration-hand">
      {field(left, t('visit.minutes'))}
      {field(right, t('visit.seconds'))}
    </div>
  );
}

function Running({ started, disabled, name, onGive }: QuestionProps & { started: number }) {
  const now = useNow();
  return (
    <div class="duration duration-running">
      <span class="duration-time figures" role="timer">
        {figures(Math.max(0, (now - started) / 1000))}
      </span>
      <Button kind="primary" disabled={disabled} onClick={() => onGive(given(stopWatch(name)))}>
        {t('visit.stop_watch')}
      </Button>
    </div>
  );
}

function Measured(props: QuestionProps) {
  const { answer, disabled, name } = props;
  const started = startedAt(name);
  const value = valueOf(answer);
  if (started !== null) return <Running {...props} started={started} />;
  return (
    <>
      <div class="duration">
        <ByHand {...props} seconds={typeof value === 'number' ? value : null} />
        <Button icon="clock" disabled={disabled} onClick={() => startWatch(name)}>
          {t('visit.start_watch')}
        </Button>
      </div>
      <Extras {...props} />
    </>
  );
}

export function Duration(props: QuestionProps) {
  return props.question.clock ? <ClockQuestion {...props} /> : <Measured {...props} />;
}
