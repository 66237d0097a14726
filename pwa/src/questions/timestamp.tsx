/** A moment: "Now" takes it, the field corrects it. */
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

export function Timestamp(props: QuestionProps) {
  const { label, answer, disabled, zone, onGive } = props;
  const value = valueOf(answer) as string | null;
  const take = (at: Date): void => onGive(given(at.toISOString()));
  return (
    <>
      <div class="moment">
        <Button kind={value ? 'secondary' : 'primary'} icon="clock" disabled={disabled} onClick={() => take(new Date())}>
          {t('visit.now')}
        </Button>
        {value && (
          <p class="moment-time">
            <strong class="figures">{formatTime(value, zone)}</strong>
            <span class="secondary">{formatDay(value, zone)}</span>
          </p>
        )}
        <label class="moment-edit">
          <span class="hidden-visually">{`${label}: ${t('visit.correct_time')}`}</span>
          <input
            class="input"
            type="datetime-local"
            value={toField(value)}
            disabled={disabled}
            onChange={(event) => event.currentTarget.value && take(new Date(event.currentTarget.value))}
          />
        </label>
      </div>
      <Extras {...props} />
    </>
  );
}
