/** A moment: "Now" takes it, the field corrects it. */
import { useState } from 'preact/hooks';
import { formatDay, formatTime, t } from '../i18n';
import { fromWall, toWall } from '../i18n/zone';
import { Button } from '../ui';
import { Extras } from './extras';
import { given, valueOf, type QuestionProps } from './props';

interface MomentProps {
  label: string;
  value: string | null;
  disabled: boolean;
  zone: string;
  onTake: (iso: string) => void;
}

/** By the clock on the centre's wall, as the time is shown above it. */
export function MomentField({ label, value, disabled, zone, onTake }: MomentProps) {
  return (
    <input
      class="input"
      type="datetime-local"
      aria-label={label}
      value={value ? toWall(value, zone) : ''}
      disabled={disabled}
      onChange={(event) => event.currentTarget.value && onTake(fromWall(event.currentTarget.value.slice(0, 16), zone))}
    />
  );
}

export function Timestamp(props: QuestionProps) {
  const { label, answer, disabled, zone, onGive } = props;
  const [byHand, setByHand] = useState(false);
  const value = valueOf(answer) as string | null;
  const take = (iso: string): void => onGive(given(iso));
  return (
    <>
      <div class="pair">
        {value ? (
          <p class="moment-time">
            <strong class="figures">{formatTime(value, zone)}</strong>
            <span class="secondary">{formatDay(value, zone)}</span>
          </p>
        ) : (
          <Button kind="primary" icon="clock" disabled={disabled} onClick={() => take(new Date().toISOString())}>
            {t('visit.now')}
          </Button>
        )}
        <Button disabled={disabled} expanded={byHand} onClick={() => setByHand(!byHand)}>
          {t(value ? 'visit.correct' : 'visit.by_hand')}
        </Button>
      </div>
      {byHand && <MomentField label={`${label}: ${t('visit.correct_time')}`} value={value} disabled={disabled} zone={zone} onTake={take} />}
      <Extras {...props} />
    </>
  );
}
