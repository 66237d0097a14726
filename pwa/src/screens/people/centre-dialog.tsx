/** What the office knows about a centre: its name, its town, its clock, and where it lies. */
import { useState } from 'preact/hooks';
import { api, ifMatch, send } from '../../api/client';
import type { Centre } from '../../api/types';
import { t } from '../../i18n';
import { Banner, Button, Dialog, Select, TextField } from '../../ui';
import { positionWords } from './centres';
import { asTyped, pairOf, readPosition } from './position';
import { useWrite } from './use-write';

const LIMIT_MS = 15_000;

function findMe(): Promise<GeolocationPosition> {
  return new Promise((resolve, reject) =>
    navigator.geolocation.getCurrentPosition(resolve, reject, { enableHighAccuracy: true, timeout: LIMIT_MS, maximumAge: 0 }),
  );
}

/** The browser's list, with the centre's own name for its zone where the two differ. */
function zones(own: string): { value: string; label: string }[] {
  const known = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', own]);
  return [...known].sort().map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }));
}

type Typed = { lat: string; lon: string };
type FieldsProps = { typed: Typed; onInput: (typed: Typed) => void };

function PositionFields({ typed, onInput }: FieldsProps) {
  const [state, setState] = useState<'idle' | 'asking' | 'failed'>('idle');
  const read = readPosition(typed.lat, typed.lon);
  const wrong = (...codes: string[]) => (typeof read === 'string' && codes.includes(read) ? t(`centres.${read}`) : undefined);
  const input = (name: keyof Typed) => (text: string) => {
    const pair = pairOf(text);
    onInput(pair ? { lat: pair[0], lon: pair[1] } : { ...typed, [name]: text });
  };
  const useMine = () => {
    setState('asking');
    findMe().then(
      ({ coords }) => (setState('idle'), onInput({ lat: asTyped(coords.latitude), lon: asTyped(coords.longitude) })),
      () => setState('failed'),
    );
  };
  return (
    <fieldset class="stack stack-8 centre-position">
      <legend class="field-label">{t('centres.position')}</legend>
      <p class="field-hint">{t('centres.position_hint')}</p>
      <div class="row centre-figures">
        <TextField label={t('centres.lat')} inputMode="decimal" autocomplete="off" value={typed.lat} onInput={input('lat')} error={wrong('not_lat')} />
        <TextField label={t('centres.lon')} inputMode="decimal" autocomplete="off" value={typed.lon} onInput={input('lon')} error={wrong('not_lon', 'one_missing')} />
      </div>
      {read !== null && typeof read !== 'string' && <p class="secondary figures" role="status">{positionWords(read)}</p>}
      {state === 'failed' && <Banner tone="warn">{t('centres.mine_failed')}</Banner>}
      {'geolocation' in navigator && (
        <div>
          <Button size="s" icon="pin" busy={state === 'asking'} onClick={useMine}>
            {t('centres.mine')}
          </Button>
        </div>
      )}
    </fieldset>
  );
}

type DialogProps = { centre: Centre; onClose: () => void; onDone: () => void };

export function CentreDialog({ centre, onClose, onDone }: DialogProps) {
  const [name, setName] = useState(centre.name);
  const [city, setCity] = useState(centre.city);
  const [zone, setZone] = useState(centre.time_zone);
  const [typed, setTyped] = useState({ lat: asTyped(centre.lat), lon: asTyped(centre.lon) });
  const { busy, problem, run } = useWrite({ onClose, onDone });
  const moved = typed.lat !== asTyped(centre.lat) || typed.lon !== asTyped(centre.lon);
  const position = readPosition(typed.lat, typed.lon);
  const ready = name.trim() !== '' && city.trim() !== '' && typeof position !== 'string';
  const save = () => {
    const lies = moved && typeof position !== 'string' ? (position ?? { lat: null, lon: null }) : {};
    const body = { name: name.trim(), city: city.trim(), time_zone: zone, ...lies };
    const params = { path: { centre_id: centre.id } };
    return run(() => send(api.PATCH('/api/v1/centres/{centre_id}', { params, body, headers: ifMatch(centre) })), t('saved'));
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('people.change_of', { name: centre.name })}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button kind="primary" disabled={!ready} busy={busy} onClick={() => void save()}>
            {t('save')}
          </Button>
        </>
      }
    >
      <div class="stack">
        {problem && <Banner tone="bad">{problem}</Banner>}
        <p class="secondary">{[centre.code, centre.area_name].join(' · ')}</p>
        <TextField label={t('centres.name')} maxLength={120} value={name} onInput={setName} />
        <TextField label={t('centres.city')} maxLength={120} value={city} onInput={setCity} />
        <Select label={t('centres.zone')} hint={t('centres.zone_hint')} options={zones(centre.time_zone)} value={zone} onInput={setZone} />
        <PositionFields typed={typed} onInput={setTyped} />
      </div>
    </Dialog>
  );
}
