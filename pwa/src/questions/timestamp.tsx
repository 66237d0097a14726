/** A moment: "Now" takes it, the field corrects it. */
import { useState } from 'preact/hooks';
import { formatDay, formatTime, t } from '../i18n';
import { Button } from '../ui';
import { Extras } from './extras';
import { given, valueOf, type QuestionProps } from './props';

/** What a datetime-local field wants: this phone's clock, to the minute. */
function toField(iso: string | null): string {
  if (!iso) return '';
  const at = new Date(iso);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function Correction({ label, value, disabled, onTake }: { label: string; value: string | null; disabled: boolean; onTake: (at: Date) => void }) {
  return (
    <input
      class="input"
      type="datetime-local"
      aria-label={`${label}: ${t('visit.correct_time')}`}
      value={toField(value)}
      disabled={disabled}
      onChange={(event) => event.currentTarget.value && onTake(new Date(event.currentTarget.value))}
    />
  );
}

export function Timestamp(props: QuestionProps) {
  const { label, answer, disabled, zone, onGive } = props;
  const [byHand, setByHand] = useState(false);
  const value = valueOf(answer) as string | null;
  const take = (at: Date): void => onGive(given(at.toISOString()));
  return (
    <>
      <div class="pair">
        {value ? (
          <p class="moment-time">
            <strong class="figures">{formatTime(value, zone)}</strong>
            <span class="secondary">{formatDay(value, zone)}</span>
          </p>
        ) : (
          <Button kind="primary" icon="clock" disabled={disabled} onClick={() => take(new Date())}>
            {t('visit.now')}
          </Button>
        )}
        <Button disabled={disabled} expanded={byHand} onClick={() => setByHand(!byHand)}>
          {t(value ? 'visit.correct' : 'visit.by_hand')}
        </Button>
      </div>
      {byHand && <Correction label={label} value={value} disabled={disabled} onTake={take} />}
      <Extras {...props} />
    </>
  );
}
