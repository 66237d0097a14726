/** A position: asked for, explained, and refusable. The reason for a refusal is kept; nothing depends on it. */
import { useState } from 'preact/hooks';
import { isExpired } from '../engine';
import { formatNumber, t } from '../i18n';
import { Banner, Button } from '../ui';
import { useDraft } from './draft';
import { Extras } from './extras';
import { given, valueOf, type QuestionProps } from './props';
import './rare-texts';

interface Position {
  lat: number;
  lon: number;
  accuracy_m: number;
}
interface Refusal {
  refused: true;
  reason: string;
}

const LIMIT_MS = 20_000;

function ask(): Promise<Position> {
  return new Promise((resolve, reject) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ lat: coords.latitude, lon: coords.longitude, accuracy_m: Math.round(coords.accuracy) }),
      reject,
      { enableHighAccuracy: true, timeout: LIMIT_MS, maximumAge: 0 },
    );
  });
}

function Refused({ value, disabled, onGive }: QuestionProps & { value: Refusal }) {
  const { text, type, flush } = useDraft(value.reason, (reason) => onGive(given({ refused: true, reason })));
  return (
    <label class="field">
      <span class="field-label">{t('visit.place_why')}</span>
      <input class="input" value={text} disabled={disabled} onInput={(event) => type(event.currentTarget.value)} onBlur={flush} />
    </label>
  );
}

export function Place(props: QuestionProps) {
  const { question, answer, disabled, onGive } = props;
  const [state, setState] = useState<'idle' | 'asking' | 'failed'>('idle');
  const value = valueOf(answer) as Position | Refusal | null;
  const take = (): void => {
    setState('asking');
    ask().then(
      (position) => (setState('idle'), onGive(given(position))),
      () => setState('failed'),
    );
  };
  return (
    <>
      {!question.guidance && <p class="secondary">{t('visit.place_about')}</p>}
      {state === 'failed' && <Banner tone="warn">{t('visit.place_failed')}</Banner>}
      {isExpired(value) && <p class="place-kept">{t('visit.place_deleted')}</p>}
      {value && 'lat' in value && (
        <p class="place-kept">{t('visit.place_kept', { metres: formatNumber(value.accuracy_m) })}</p>
      )}
      {value && 'refused' in value && <Refused {...props} value={value} />}
      <div class="pair">
        <Button busy={state === 'asking'} disabled={disabled} onClick={take}>
          {t('visit.place_take')}
        </Button>
        <Button
          pressed={value !== null && 'refused' in value}
          disabled={disabled}
          onClick={() => onGive(given({ refused: true, reason: '' }))}
        >
          {t('visit.place_refuse')}
        </Button>
      </div>
      <Extras {...props} />
    </>
  );
}
