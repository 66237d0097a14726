/** A length of time as people say it: a number and a unit. What is kept is whole seconds. */
import { useRef, useState } from 'preact/hooks';
import { t } from '../../i18n';
import { pointerOf, type Path } from './document';
import { NumberInput } from './fields';
import { useStudio } from './studio-state';

const SECONDS = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 } as const;
export type Unit = keyof typeof SECONDS;
const UNITS = Object.keys(SECONDS) as Unit[];

/** The largest unit in which it is a whole number. */
export function unitOf(seconds: unknown, usual: Unit): Unit {
  if (typeof seconds !== 'number' || seconds <= 0) return usual;
  return [...UNITS].reverse().find((unit) => seconds % SECONDS[unit] === 0) ?? 'seconds';
}

type SpanProps = { path: Path; label: string; hint?: string; usual?: Unit; standard?: number };

export function SpanField({ path, label, hint, usual = 'hours', standard }: SpanProps) {
  const studio = useStudio();
  const held = studio.get(path);
  const [unit, setUnit] = useState<Unit>(() => unitOf(held, usual));
  const shown = useRef(held);
  if (shown.current !== held && typeof held === 'number' && held % SECONDS[unit] !== 0) setUnit(unitOf(held, unit));
  shown.current = held;
  const put = (amount: number | string | undefined, by: Unit): void =>
    studio.edit(path, typeof amount === 'number' ? Math.round(amount * SECONDS[by]) : amount);
  const amount = typeof held === 'number' ? Math.round((held / SECONDS[unit]) * 1000) / 1000 : held;
  const choose = (next: Unit): void => {
    setUnit(next);
    if (typeof amount === 'number') put(amount, next);
  };
  return (
    <div data-pointer={pointerOf(path)}>
      <NumberInput label={label} hint={hint} value={amount} placeholder={standard?.toString()} error={studio.errorAt(path)} onValue={(value) => put(value, unit)}>
        <select class="input" aria-label={t('studio.unit_of', { what: label })} value={unit} onChange={(event) => choose(event.currentTarget.value as Unit)}>
          {UNITS.map((one) => (
            <option key={one} value={one}>
              {t(`studio.unit_${one}`)}
            </option>
          ))}
        </select>
      </NumberInput>
    </div>
  );
}
