/** Have a report made: choose what about and which period; below, what was made lately and how far the rest is. */
import { useEffect, useState } from 'preact/hooks';
import { all, api, sentenceOf } from '../../api/client';
import { wordsOf } from '../../api/problem';
import type { Report } from '../../api/types';
import { formatBytes, t, type TextKey } from '../../i18n';
import { me } from '../../sync/session';
import { Banner, Button, Card, Header, Segments, Select, Skeleton } from '../../ui';
import '../parts/office-texts';
import { fileOf, isGoing } from './job';
import { orderOf, PERIODS, periodsBefore, useOrders, type Order, type PeriodKind } from './orders';
import './pdf.css';
import './texts';

type Named = { id: string; name: string };
type Choices = { centres: Named[]; areas: Named[]; waves: { code: string; name: string }[] };

function useChoices(): Choices {
  const [choices, setChoices] = useState<Choices>({ centres: [], areas: [], waves: [] });
  useEffect(() => {
    const none = () => [];
    void Promise.all([
      all<Named>((query) => api.GET('/api/v1/centres', { params: { query } })).catch(none),
      all<Named>((query) => api.GET('/api/v1/areas', { params: { query } })).catch(none),
      all<{ code: string; name: string }>((query) => api.GET('/api/v1/waves', { params: { query } })).catch(none),
    ]).then(([centres, areas, waves]) => setChoices({ centres, areas, waves }));
  }, []);
  return choices;
}

const KINDS = ['centre', 'wall', 'board', 'area', 'pack', 'inside'] as const;
const CENTRE: readonly Order['kind'][] = ['centre', 'wall', 'board'];
const ofCentre = (kind: Order['kind']) => CENTRE.includes(kind);
const isTimed = (kind: Order['kind']) => kind !== 'board' && kind !== 'inside';
const LAGS = [0, 1, 2, 3, 4, 5, 6];
const USUAL_LAG = 2;
const START: Order = {
  kind: 'centre', edition: 'centre', format: 'pdf', centre_id: null, area_id: null, period_kind: 'quarter',
  period: periodsBefore('quarter', new Date())[1] ?? '', lag: null,
}; // prettier-ignore

function withKind(order: Order, kind: Order['kind']): Order {
  const edition = kind === 'area' || kind === 'inside' ? 'review' : 'centre';
  const { period_kind, period } = order.period === null ? START : order;
  const when = isTimed(kind) ? { period_kind, period } : { period_kind: null, period: null };
  const about = { centre_id: ofCentre(kind) ? order.centre_id : null, area_id: ofCentre(kind) || !isTimed(kind) ? null : order.area_id };
  return { ...order, ...when, ...about, kind, edition, format: 'pdf', lag: kind === 'inside' ? USUAL_LAG : null };
}

function Place({ order, choices, set }: { order: Order; choices: Choices; set: (order: Order) => void }) {
  const options = (items: Named[]) => items.map((one) => ({ value: one.id, label: one.name }));
  if (order.kind === 'inside') {
    const lags = LAGS.map((n) => ({ value: String(n), label: String(n) }));
    return <Select label={t('order.lag')} value={String(order.lag)} options={lags} onInput={(n) => set({ ...order, lag: Number(n) })} />;
  }
  if (ofCentre(order.kind)) {
    const first = choices.centres[0]?.id ?? null;
    return (
      <Select label={t('order.centre')} value={order.centre_id ?? first ?? ''} options={options(choices.centres)} onInput={(id) => set({ ...order, centre_id: id })} />
    );
  }
  const whole = { value: '', label: t('order.whole') };
  return (
    <Select label={t('order.area')} value={order.area_id ?? ''} options={[whole, ...options(choices.areas)]} onInput={(id) => set({ ...order, area_id: id || null })} />
  );
}

function When({ order, choices, set }: { order: Order; choices: Choices; set: (order: Order) => void }) {
  const { period_kind, period } = order;
  if (period_kind === null || period === null) return null;
  const kinds = PERIODS.map((id) => ({ value: id, label: t(`order.${id}`) }));
  const codes = (kind: PeriodKind) =>
    kind === 'wave'
      ? choices.waves.map((wave) => ({ value: wave.code, label: wave.name }))
      : periodsBefore(kind, new Date()).map((code) => ({ value: code, label: code }));
  const change = (kind: string) => {
    const next = kind as PeriodKind;
    set({ ...order, period_kind: next, period: codes(next)[0]?.value ?? '' });
  };
  return (
    <>
      <Select label={t('order.period')} value={period_kind} options={kinds} onInput={change} />
      <Select label={t('order.which')} value={period} options={codes(period_kind)} onInput={(chosen) => set({ ...order, period: chosen })} />
    </>
  );
}

function PackChoices({ order, set }: { order: Order; set: (order: Order) => void }) {
  return (
    <div class="toolbar">
      <Segments
        label={t('order.edition')}
        size="s"
        options={(['centre', 'review'] as const).map((id) => ({ id, label: t(`pdf.edition_${id}`) }))}
        value={order.edition}
        onChange={(edition) => set({ ...order, edition })}
      />
      <Segments
        label={t('order.format')}
        size="s"
        options={(['pdf', 'zip'] as const).map((id) => ({ id, label: t(`order.format_${id}`) }))}
        value={order.format}
        onChange={(format) => set({ ...order, format })}
      />
    </div>
  );
}

function State({ report, onAgain, onCancel }: { report: Report; onAgain: () => void; onCancel: () => void }) {
  if (isGoing(report)) {
    const words = t(report.step === 'visits' ? 'order.step_visits' : report.status === 'queued' || report.step === 'waiting' ? 'pdf.waiting' : 'order.step_other');
    const total = report.total ?? 0;
    return (
      <div class="stack stack-8" role="status">
        <div class="row row-between">
          <span>{words}</span>
          {total > 0 && <span class="figures">{t('pdf.progress', { done: Math.min(report.done, total - 2), total: total - 2 })}</span>}
        </div>
        <progress class="progress" max={total || undefined} value={total ? report.done : undefined} aria-label={words} />
        <div>
          <Button size="s" onClick={onCancel}>
            {t('cancel')}
          </Button>
        </div>
      </div>
    );
  }
  if (report.status === 'ready') {
    return (
      <div class="row">
        <Button size="s" kind="primary" icon="download" href={fileOf(report)} target="_blank">
          {t('order.open')}
        </Button>
        <span class="secondary">{t('pdf.pages', { n: report.pages ?? 0, size: formatBytes(report.size ?? 0) })}</span>
      </div>
    );
  }
  const said = { expired: t('order.expired'), cancelled: t('order.cancelled'), failed: wordsOf(report.problem) || t('order.failed') };
  return (
    <div class="row">
      <span class="secondary">{said[report.status as keyof typeof said]}</span>
      <Button size="s" onClick={onAgain}>
        {t('order.again')}
      </Button>
    </div>
  );
}

function nameOf(report: Report, choices: Choices): string {
  if (report.lag !== null) return t('order.lag_of', { n: report.lag });
  const place = report.centre_id
    ? choices.centres.find((one) => one.id === report.centre_id)?.name
    : report.area_id
      ? choices.areas.find((one) => one.id === report.area_id)?.name
      : t('order.whole');
  const wave = report.period_kind === 'wave' ? choices.waves.find((one) => one.code === report.period)?.name : null;
  return [place, wave ?? report.period].filter(Boolean).join(', ');
}

export function OrderReport() {
  const choices = useChoices();
  const [order, set] = useState<Order>(START);
  const { items, problem, make, cancel } = useOrders();
  const manages = me.value?.roles.some((grant) => grant.role === 'administrator' || grant.role === 'area_manager');
  const reads = me.value?.permissions.includes('link.read');
  const kinds = KINDS.filter((kind) => ofCentre(kind) || (kind === 'inside' ? reads : manages));
  const wanted = ofCentre(order.kind) ? { ...order, centre_id: order.centre_id ?? choices.centres[0]?.id ?? null } : order;
  return (
    <>
      <Header title={t('order.title')} back="/reports" />
      <div class="page page-wide">
        <Card>
          <div class="stack">
            <Select
              label={t('order.kind')}
              options={kinds.map((id) => ({ value: id, label: t(`order.kind_${id}`) }))}
              value={order.kind}
              onInput={(kind) => set(withKind(order, kind as Order['kind']))}
            />
            <p class="secondary">{t(`order.about_${order.kind}` as TextKey)}</p>
            <div class="toolbar">
              <Place order={order} choices={choices} set={set} />
              <When order={order} choices={choices} set={set} />
            </div>
            {order.kind === 'pack' && <PackChoices order={order} set={set} />}
            {problem && <Banner tone="warn">{sentenceOf(problem)}</Banner>}
            <div>
              <Button kind="primary" icon="report" disabled={ofCentre(order.kind) && !wanted.centre_id} onClick={() => make(wanted)}>
                {t('order.make')}
              </Button>
            </div>
          </div>
        </Card>
        <h2>{t('order.recent')}</h2>
        {!items && !problem && <Skeleton lines={3} />}
        {items?.length === 0 && <p class="secondary">{t('order.none')}</p>}
        {items?.map((report) => (
          <Card key={report.id}>
            <div class="stack stack-8">
              <div>
                <p class="overline">{t(`order.kind_${report.kind}` as TextKey)}</p>
                <strong>{nameOf(report, choices)}</strong>
              </div>
              <State report={report} onAgain={() => make(orderOf(report))} onCancel={() => cancel(report)} />
            </div>
          </Card>
        ))}
      </div>
    </>
  );
}
