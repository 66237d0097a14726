/** Up to eight centres side by side: small charts of equal scale, then every touchpoint in a column a centre. */
import { useState } from 'preact/hooks';
import { asProblem } from '../../api/problem';
import { t } from '../../i18n';
import { setQuery } from '../../router';
import { Banner, Button, Card, Checkbox, EmptyState, Sheet, Table, TextField, type Column } from '../../ui';
import { townOf } from '../parts/place';
import { useSeen } from '../parts/seen';
import { asked, MOST, pathTo, wire, type Asked } from './asked';
import { Export } from './export';
import { FigureCell, toldOf } from './figure';
import { AggregateChoice, Filters, MeasureChoice } from './filters';
import { Frame, Lead } from './frame';
import { read, useChoices, useMeasures } from './load';
import { Picture } from './picture';
import { BaseTable, placeRows } from './tables';
import { trendTwin } from './twins';
import type { CentreFigures, Figure, Period, Series, Unit } from './types';

type Compared = { measure: string; periods: Period[]; series: Series[]; sentence: string; simulated: boolean };
/** `unseen`: centres of a shared address that are not for this person to see. */
type Beside = { compared: Compared; centres: CentreFigures[]; unseen: number };

async function load({ measure, period, aggregate, centres }: Asked): Promise<Beside> {
  const query = { measure, period, aggregate, centre_id: centres };
  const [compared, figures] = await Promise.all([
    read<Compared>('/comparison', query),
    Promise.allSettled(centres.map((id) => read<CentreFigures>(`/centres/${id}/figures`, { period }))),
  ]);
  const found = figures.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  // Whose address it was may see more; what fails otherwise, or all that fails, is told as it is.
  const failed = figures.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
  const wrong = failed.find((cause) => found.length === 0 || asProblem(cause).status !== 404);
  if (wrong !== undefined) throw wrong;
  return { compared, centres: found, unseen: failed.length };
}

export function CentreSheet({ open, chosen, onClose }: { open: boolean; chosen: readonly string[]; onClose: () => void }) {
  const [find, setFind] = useState('');
  const centres = useChoices()?.centres ?? [];
  const wanted = find.trim().toLowerCase();
  const found = centres.filter((centre) => `${centre.name} ${centre.city} ${centre.code} ${centre.area_name}`.toLowerCase().includes(wanted));
  const full = chosen.length >= MOST;
  const toggle = (id: string, on: boolean) => setQuery({ centre_id: on ? [...chosen, id] : chosen.filter((one) => one !== id) });
  return (
    <Sheet
      open={open}
      onClose={onClose}
      title={t('insights.side_choose', { n: chosen.length, most: MOST })}
      actions={
        <Button kind="primary" onClick={onClose}>
          {t('insights.side_show')}
        </Button>
      }
    >
      <TextField type="search" label={t('insights.side_find')} value={find} onInput={setFind} />
      {full && <p class="secondary">{t('insights.side_full', { most: MOST })}</p>}
      {found.length === 0 && <p class="secondary">{t('insights.side_none')}</p>}
      {found.map((centre) => {
        const on = chosen.includes(centre.id);
        return (
          <Checkbox key={centre.id} checked={on} disabled={full && !on} onChange={(value) => toggle(centre.id, value)}>
            {centre.name} <span class="secondary">{[townOf(centre), centre.area_name].filter(Boolean).join(' · ')}</span>
          </Checkbox>
        );
      })}
    </Sheet>
  );
}

type Line = { key: string; name: string; unit: Unit; of: (centre: CentreFigures) => Figure | null };

const told = (series: Series | null) => (series ? toldOf(series) : null);

function lines(centres: readonly CentreFigures[]): Line[] {
  const touchpoints = new Map(centres.flatMap((one) => one.touchpoints.map(({ code, name }) => [code, name] as const)));
  return [
    { key: 'overall', name: t('insights.overall'), unit: 'percent', of: (one) => told(one.headline) },
    { key: 'compliance', name: t('insights.compliance'), unit: 'share', of: (one) => told(one.compliance) },
    { key: 'delight', name: t('insights.delight'), unit: 'percent', of: (one) => told(one.delight) },
    ...[...touchpoints].map(([code, name]): Line => ({
      key: code,
      name,
      unit: 'percent',
      of: (one) => one.touchpoints.find((touchpoint) => touchpoint.code === code)?.figure ?? null,
    })),
  ];
}

/** One row a touchpoint, one column a centre. */
function Matrix({ centres, period }: { centres: readonly CentreFigures[]; period: string }) {
  const columns: Column<Line>[] = [
    { id: 'name', title: t('insights.col_measure'), head: true, cell: (line) => line.name },
    ...centres.map(
      (one): Column<Line> => ({ id: one.centre.id, title: one.centre.name, numeric: true, cell: (line) => <FigureCell figure={line.of(one)} unit={line.unit} /> }),
    ),
  ];
  return (
    <Card as="section" aria-labelledby="side-matrix">
      <div class="stack stack-8">
        <h2 id="side-matrix">{t('insights.side_matrix')}</h2>
        <p class="secondary">{t('insights.side_matrix_note')}</p>
        <Table scroll caption={t('insights.side_matrix')} captionHidden columns={columns} rows={lines(centres)} keyOf={(line) => line.key} />
        <p class="row">
          {centres.map(({ centre }) => (
            <a key={centre.id} href={pathTo(`/insights/centres/${centre.id}`, { period })}>
              {centre.name}
            </a>
          ))}
        </p>
      </div>
    </Card>
  );
}

function Body({ found, question, unit }: { found: Beside; question: Asked; unit: Unit }) {
  const { compared, centres, unseen } = found;
  const { measure, period, aggregate } = question;
  const search = wire({ measure, period, aggregate, centre_id: question.centres });
  const places = compared.series.filter((one) => one.kind === 'centre');
  return (
    <>
      {unseen > 0 && <Banner>{t('insights.side_unseen', { n: unseen })}</Banner>}
      <Lead>{compared.sentence}</Lead>
      <Picture kind="multiples" search={search} title={t('insights.side_multiples')} note={t('insights.side_multiples_note')} twin={trendTwin(places, compared.periods, unit)} />
      <BaseTable
        title={t('insights.figures')}
        first={t('insights.centre')}
        rows={placeRows(compared.series, (one) => (one.kind === 'centre' ? pathTo(`/insights/centres/${one.id}`, { period }) : null), { measure, period })}
        unit={unit}
        periods={compared.periods}
      />
      <Matrix centres={centres} period={period} />
    </>
  );
}

export function SidePage() {
  const question = asked();
  const [choosing, setChoosing] = useState(false);
  const { centres, measure, period, aggregate } = question;
  const measures = useMeasures();
  const unit = measures?.find((one) => one.code === measure)?.unit ?? 'percent';
  const seen = useSeen<Beside | null>(`side-${wire({ measure, period, aggregate, centre_id: centres })}`, () =>
    centres.length > 0 ? load(question) : Promise.resolve(null),
  );
  const choose = (
    <Button size={centres.length ? 's' : 'm'} kind={centres.length ? 'secondary' : 'primary'} icon="plus" onClick={() => setChoosing(true)}>
      {t('insights.side_add')}
    </Button>
  );
  return (
    <>
      <Frame
        title={t('insights.side_title')}
        trailing={centres.length > 0 && <Export asked={{ measure, period, aggregate, centre_id: centres, by: 'centre' }} />}
        seen={seen}
        filters={
          <Filters asked={question} extra={centres.length > 0 && choose} keep={['centre_id']}>
            <MeasureChoice value={measure} />
            <AggregateChoice value={aggregate} />
          </Filters>
        }
      >
        {(found) => found && <Body found={found} question={question} unit={unit} />}
      </Frame>
      {centres.length === 0 && (
        <EmptyState icon="compare" title={t('insights.side_empty', { most: MOST })} action={choose}>
          {t('insights.side_empty_text')}
        </EmptyState>
      )}
      <CentreSheet open={choosing} chosen={centres} onClose={() => setChoosing(false)} />
    </>
  );
}
