/** Which column tells what: a suggestion to be checked, beside the first rows of the file. */
import type { ComponentChildren } from 'preact';
import { t, tCode } from '../../i18n';
import { Segments, Table } from '../../ui';
import type { Order, Preview } from './types';

const SHOWN = 4;

/** `missing`: fields that the server still wants to be told. */
type Props = { head: Preview; order: Order; missing: readonly string[]; onChange: (order: Order) => void; children: ComponentChildren };

function without<T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}

function Mapped({ code, required, head, order, missing, onChange }: Omit<Props, 'children'> & { code: string; required: boolean }) {
  const wanted = missing.includes(code) || undefined;
  const place = order.columns[code];
  const name = tCode('engagement.field', code);
  const choose = (value: string) =>
    onChange({ ...order, columns: value === '' ? without(order.columns, code) : { ...order.columns, [code]: Number(value) } });
  const write = (text: string) =>
    onChange({ ...order, constants: text === '' ? without(order.constants, code) : { ...order.constants, [code]: text } });
  return (
    <div class="engagement-field" role="group" aria-label={name}>
      <span class="engagement-field-name">
        {name}
        {!required && <span class="field-optional">{t('engagement.optional')}</span>}
        {wanted && <span class="field-error engagement-wanted">{t('engagement.still_missing')}</span>}
      </span>
      <select class="input" aria-invalid={wanted} aria-label={`${name}: ${t('engagement.col_column')}`} value={place === undefined ? '' : String(place)} onChange={(event) => choose(event.currentTarget.value)}>
        <option value="">{t('engagement.no_column')}</option>
        {head.header.map((title, index) => (
          <option key={index} value={String(index)}>
            {title || index + 1}
          </option>
        ))}
      </select>
      {place === undefined ? (
        <input
          class="input"
          aria-label={`${name}: ${t('engagement.col_text')}`}
          placeholder={t('engagement.col_text')}
          value={order.constants[code] ?? ''}
          onInput={(event) => write(event.currentTarget.value)}
        />
      ) : (
        <span class="engagement-example secondary">{head.sample.map((row) => row[place]).find(Boolean) ?? '–'}</span>
      )}
    </div>
  );
}

export function Columns({ head, order, missing, onChange, children }: Props) {
  const rows = head.sample.slice(0, SHOWN).map((cells, index) => ({ cells, index }));
  const isFolded = ({ code, required }: (typeof head.fields)[number]) => !required && head.columns[code] === undefined;
  const [shown, folded] = [head.fields.filter((field) => !isFolded(field)), head.fields.filter(isFolded)];
  const one = ({ code, required }: (typeof head.fields)[number]) => (
    <Mapped key={code} code={code} required={required} head={head} order={order} missing={missing} onChange={onChange} />
  );
  return (
    <div class="stack">
      <div>
        <h2>{t('engagement.columns')}</h2>
        <p class="secondary">{t('engagement.columns_lead', { n: head.rows, name: head.name })}</p>
      </div>
      <Table
        scroll
        caption={t('engagement.sample')}
        columns={head.header.map((title, place) => ({
          id: String(place),
          title: title || String(place + 1),
          cell: ({ cells }: (typeof rows)[number]) => cells[place] || '–',
        }))}
        rows={rows}
        keyOf={({ index }) => String(index)}
      />
      <div class="engagement-fields">{shown.map(one)}</div>
      {folded.length > 0 && (
        <details class="engagement-folded">
          <summary>{t('engagement.folded', { names: folded.map(({ code }) => tCode('engagement.field', code)).join(', ') })}</summary>
          <div class="engagement-fields">{folded.map(one)}</div>
        </details>
      )}
      <div class="engagement-decimal">
        <span class="field-label">{t('engagement.decimal')}</span>
        <Segments
          label={t('engagement.decimal')}
          size="s"
          value={order.decimal}
          options={[
            { id: '.', label: t('engagement.decimal_point') },
            { id: ',', label: t('engagement.decimal_comma') },
          ]}
          onChange={(decimal) => onChange({ ...order, decimal })}
        />
      </div>
      <div class="row engagement-actions">{children}</div>
    </div>
  );
}
