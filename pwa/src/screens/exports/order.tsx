/** What a file should hold; "Make the file" asks the worker for it. */
import { useState } from 'preact/hooks';
import { all, api, send, sentenceOf } from '../../api/client';
import type { components } from '../../api/schema';
import type { Area, Checklist } from '../../api/types';
import { t } from '../../i18n';
import { newId } from '../../store/ids';
import { me } from '../../sync/session';
import { useSeen } from '../parts/seen';
import { Banner, Button, Card, Checkbox, Segments, Select, TextField } from '../../ui';

type Order = components['schemas']['ExportIn'];

const TABLES = ['visits', 'answers', 'scores', 'comparison'] as const;
const FORMS = ['xlsx', 'csv', 'zip', 'parquet'] as const;
const SHAPES = ['long', 'wide'] as const;
const STATUSES = ['submitted', 'returned', 'void'] as const;
type Shape = (typeof SHAPES)[number];

async function loadPlaces(): Promise<{ areas: Area[]; checklists: Checklist[] }> {
  const [areas, checklists] = await Promise.all([
    all<Area>((query) => api.GET('/api/v1/areas', { params: { query } })),
    all<Checklist>((query) => api.GET('/api/v1/checklists', { params: { query } })),
  ]);
  return { areas, checklists };
}

function Also({ chosen, onChange }: { chosen: readonly string[]; onChange: (chosen: string[]) => void }) {
  return (
    <fieldset class="stack stack-8">
      <legend class="field-label">{t('exports.also')}</legend>
      <p class="field-hint">{t('exports.also_note')}</p>
      {STATUSES.map((status) => (
        <Checkbox
          key={status}
          checked={chosen.includes(status)}
          onChange={(on) => onChange(on ? [...chosen, status] : chosen.filter((one) => one !== status))}
        >
          {t(`exports.status_${status}`)}
        </Checkbox>
      ))}
    </fieldset>
  );
}

export function OrderCard({ away, onDone }: { away: boolean; onDone: () => void }) {
  const [table, setTable] = useState<(typeof TABLES)[number]>('visits');
  const [form, setForm] = useState<(typeof FORMS)[number]>('xlsx');
  const [shape, setShape] = useState<Shape>('long');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [area, setArea] = useState('');
  const [checklist, setChecklist] = useState('');
  const [also, setAlso] = useState<string[]>([]);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const { data } = useSeen('exports-places', loadPlaces);
  const shaped = table === 'answers' || table === 'scores';
  const office = me.value?.roles.some((grant) => grant.role === 'administrator') ?? false;
  const make = async () => {
    const wanted: Record<string, unknown> = { ...(shaped && { shape }), ...(from && { from }), ...(to && { to }) };
    if (area) wanted['area_id'] = area;
    if (checklist && table !== 'comparison') wanted['checklist'] = checklist;
    if (also.length > 0 && table !== 'comparison') wanted['include'] = also.join(',');
    setBusy(true);
    setProblem(null);
    try {
      const body = { table, form, wanted: { ...wanted, lang: me.value?.language === 'de' ? 'de' : 'en' } } as unknown as Order;
      await send(api.PUT('/api/v1/exports/{export_id}', { params: { path: { export_id: newId() } }, body }));
      onDone();
    } catch (cause) {
      setProblem(sentenceOf(cause));
    }
    setBusy(false);
  };
  const named = (list: readonly { value: string; label: string }[], none: string) => [{ value: '', label: none }, ...list];
  return (
    <Card>
      <div class="stack">
        <h2>{t('exports.new')}</h2>
        {problem && <Banner tone="bad">{problem}</Banner>}
        <div class="exports-fields">
          <Select
            label={t('exports.table')}
            value={table}
            options={TABLES.map((value) => ({ value, label: t(`exports.table_${value}`) }))}
            onInput={(value) => setTable(value as typeof table)}
          />
          <Select
            label={t('exports.form')}
            value={form}
            options={FORMS.map((value) => ({ value, label: t(`exports.form_${value}`) }))}
            onInput={(value) => setForm(value as typeof form)}
          />
          <TextField type="date" label={t('exports.from')} value={from} onInput={setFrom} />
          <TextField type="date" label={t('exports.to')} value={to} onInput={setTo} />
          <Select
            label={t('exports.area')}
            value={area}
            options={named((data?.areas ?? []).map((one) => ({ value: one.id, label: one.name })), t('exports.area_all'))}
            onInput={setArea}
          />
          {table !== 'comparison' && (
            <Select
              label={t('exports.checklist')}
              value={checklist}
              options={named(
                (data?.checklists ?? []).map((one) => ({ value: one.slug, label: one.title })),
                t('exports.checklist_all'),
              )}
              onInput={setChecklist}
            />
          )}
        </div>
        {shaped && (
          <div class="stack stack-8">
            <p class="field-label">{t('exports.shape')}</p>
            <Segments
              size="s"
              label={t('exports.shape')}
              options={SHAPES.map((id) => ({ id, label: t(`exports.shape_${id}`) }))}
              value={shape}
              onChange={setShape}
            />
          </div>
        )}
        {office && table !== 'comparison' && <Also chosen={also} onChange={setAlso} />}
        <div class="row">
          <Button kind="primary" icon="table" busy={busy} disabled={away} onClick={() => void make()}>
            {t('exports.make')}
          </Button>
          <Button kind="quiet" icon="download" href={`/api/v1/exports/dictionary.csv?lang=${me.value?.language === 'de' ? 'de' : 'en'}`} download>
            {t('exports.dictionary')}
          </Button>
        </div>
      </div>
    </Card>
  );
}
