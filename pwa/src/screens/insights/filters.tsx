/** The filters: each change is at once in the address. On a phone all but the period wait behind one button. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { t, tCode } from '../../i18n';
import { navigate, route, setQuery } from '../../router';
import { Button, Field, Segments, Select } from '../../ui';
import { AGGREGATES, PERIODS, searchOf, type Asked, type PeriodKind } from './asked';
import { useChoices, useMeasures } from './load';
import type { Measure } from './types';

const KINDS = ['score', 'touchpoint', 'team', 'section', 'question', 'duration'] as const;

function groupOf({ code }: Measure): string {
  const kind = code.split(':')[0] ?? '';
  return (KINDS as readonly string[]).includes(kind) ? kind : 'score';
}

const chooseMeasure = (measure: string) => setQuery({ measure });

/** All measures by their kind: eighty questions in one row of names would be found by nobody. */
export function MeasureChoice({ value, only, onChoose = chooseMeasure }: { value: string; only?: (measure: Measure) => boolean; onChoose?: (code: string) => void }) {
  const measures = (useMeasures() ?? []).filter((one) => !only || only(one));
  const known = measures.some((one) => one.code === value);
  return (
    <Field label={t('insights.measure')}>
      {(ids) => (
        <select class="input" value={value} onChange={(event) => onChoose(event.currentTarget.value)} {...ids}>
          {!known && <option value={value}>{value === 'overall' ? t('insights.overall') : value}</option>}
          {KINDS.map((kind) => {
            const group = measures.filter((one) => groupOf(one) === kind);
            if (group.length === 0) return null;
            return (
              <optgroup key={kind} label={t(`insights.kind_${kind}`)}>
                {group.map((one) => (
                  <option key={one.code} value={one.code}>
                    {one.name}
                  </option>
                ))}
              </optgroup>
            );
          })}
        </select>
      )}
    </Field>
  );
}

export function PeriodChoice({ value }: { value: PeriodKind }) {
  return (
    <Segments<PeriodKind>
      size="s"
      class="period-choice"
      label={t('insights.period')}
      options={PERIODS.map((id) => ({ id, label: t(`insights.period_${id}`) }))}
      value={value}
      onChange={(id) => setQuery({ period: id === 'quarter' ? null : id, at: null })}
    />
  );
}

export function AreaChoice({ value }: { value: string | null }) {
  const areas = useChoices()?.areas ?? [];
  if (areas.length < 2) return null;
  const options = [{ value: '', label: t('insights.area_all') }, ...areas.map(({ id, name }) => ({ value: id, label: name }))];
  return <Select label={t('insights.area')} options={options} value={value ?? ''} onInput={(id) => setQuery({ area_id: id })} />;
}

export function AggregateChoice({ value }: { value: Asked['aggregate'] }) {
  const options = AGGREGATES.map((id) => ({ value: id, label: tCode('aggregate', id) }));
  return <Select label={t('insights.aggregate')} options={options} value={value} onInput={(aggregate) => setQuery({ aggregate })} />;
}

export function AtChoice({ value, periods }: { value: string | null; periods: readonly { code: string; label: string }[] }) {
  const options = [{ value: '', label: t('insights.at_latest') }, ...periods.map(({ code, label }) => ({ value: code, label }))];
  return <Select label={t('insights.at')} options={options} value={value ?? ''} onInput={(at) => setQuery({ at })} />;
}

type FiltersProps = { asked: Asked; extra?: ComponentChildren; keep?: readonly string[]; children?: ComponentChildren };

/** `extra` stands beside them: where else the same question leads. `keep`: what the page is about, and no filter of it. */
export function Filters({ asked, extra, keep = [], children }: FiltersProps) {
  const [open, setOpen] = useState(false);
  const filtered = [...route.value.query.keys()].some((name) => name !== 'period' && !keep.includes(name));
  const reset = () => {
    const kept = searchOf(Object.fromEntries(keep.map((name) => [name, route.value.query.getAll(name)])));
    navigate(kept ? `${route.value.path}?${kept}` : route.value.path, { replace: true });
  };
  return (
    <div class="stack insights-filters">
      <div class="toolbar">
        <PeriodChoice value={asked.period} />
        {children && (
          <Button size="s" icon={open ? 'minus' : 'filter'} expanded={open} class="filters-open" onClick={() => setOpen(!open)}>
            {t('insights.filters')}
          </Button>
        )}
        {filtered && (
          <Button size="s" kind="quiet" icon="close" onClick={reset}>
            {t('insights.reset')}
          </Button>
        )}
        {extra}
      </div>
      {children && <div class={`toolbar filters-more ${open ? 'filters-more-open' : ''}`}>{children}</div>}
    </div>
  );
}
