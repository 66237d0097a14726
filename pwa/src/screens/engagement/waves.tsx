/** Waves: how many groups are shown, what waits, and the number of answers a group needs. */
import { useState } from 'preact/hooks';
import { api, send, sentenceOf } from '../../api/client';
import { formatDate, formatNumber, t } from '../../i18n';
import { Button, Card, Chip, EmptyState, SkeletonCards, Table, TextField, toast, type Column } from '../../ui';
import { AsOf, SeenTrouble } from '../parts/as-of';
import { useSeen } from '../parts/seen';
import type { Floor, Wave } from './types';

type Shown = { items: Wave[] };

function FloorCard({ floor, away, onDone }: { floor: Floor; away: boolean; onDone: () => void }) {
  const [text, setText] = useState(String(floor.floor));
  const [busy, setBusy] = useState(false);
  const wanted = Number(text);
  const fits = Number.isInteger(wanted) && wanted >= floor.least && wanted <= 100;
  const save = () => {
    setBusy(true);
    send(api.PUT('/api/v1/engagement/floor', { body: { floor: wanted } }))
      .then(() => (toast(t('engagement.floor_saved')), onDone()), (cause: unknown) => toast(sentenceOf(cause)))
      .finally(() => setBusy(false));
  };
  return (
    <Card as="section">
      <div class="engagement-floor">
        <TextField
          label={t('engagement.floor')}
          hint={t('engagement.floor_hint', { least: floor.least })}
          type="number"
          inputMode="numeric"
          min={String(floor.least)}
          max="100"
          value={text}
          onInput={setText}
        />
        <Button kind="primary" disabled={away || !fits || wanted === floor.floor} busy={busy} onClick={save}>
          {t('engagement.floor_save')}
        </Button>
      </div>
    </Card>
  );
}

function State({ wave }: { wave: Wave }) {
  if (wave.waiting > 0 && wave.published_at) return <Chip tone="warn">{t('engagement.wait', { n: wave.waiting })}</Chip>;
  if (wave.published_at) return <Chip tone="good">{t('engagement.published')}</Chip>;
  return <Chip>{t(wave.may_publish ? 'engagement.not_published' : 'engagement.open')}</Chip>;
}

function share(wave: Wave, kind: string): string {
  const group = wave.groups.find((one) => one.kind === kind);
  return group ? t('engagement.shown', { shown: group.shown, all: group.shown + group.hidden }) : '–';
}

export function Waves() {
  const waves = useSeen('engagement-waves', () => send<Shown>(api.GET('/api/v1/engagement/waves')));
  const floor = useSeen('engagement-floor', () => send<Floor>(api.GET('/api/v1/engagement/floor')));
  const reload = () => (waves.reload(), floor.reload());
  const publish = (wave: Wave) =>
    void send(api.POST('/api/v1/engagement/waves/{code}/publication', { params: { path: { code: wave.code } } })).then(
      () => (toast(t('engagement.published_done')), reload()),
      (cause: unknown) => toast(sentenceOf(cause)),
    );
  const columns: Column<Wave>[] = [
    {
      id: 'wave',
      title: t('engagement.col_wave'),
      head: true,
      cell: (wave) => (
        <>
          {wave.code}
          <span class="two-lines">{t('engagement.from_to', { from: formatDate(wave.opened_on), to: formatDate(wave.closed_on) })}</span>
        </>
      ),
    },
    { id: 'answers', title: t('engagement.col_answers'), numeric: true, cell: (wave) => formatNumber(wave.answers) },
    { id: 'floor', title: t('engagement.col_floor'), numeric: true, minor: true, cell: (wave) => wave.floor },
    { id: 'centres', title: t('engagement.col_centres'), numeric: true, cell: (wave) => share(wave, 'centre') },
    { id: 'teams', title: t('engagement.col_teams'), numeric: true, cell: (wave) => share(wave, 'team') },
    { id: 'state', title: t('engagement.col_state'), cell: (wave) => <State wave={wave} /> },
    {
      id: 'publish',
      title: t('engagement.col_publish'),
      quiet: true,
      numeric: true,
      cell: (wave) =>
        wave.may_publish && (!wave.published_at || wave.waiting > 0) ? (
          <Button size="s" disabled={waves.away} onClick={() => publish(wave)}>
            {t('engagement.publish')}
          </Button>
        ) : null,
    },
  ];
  const items = waves.data?.items;
  return (
    <>
      <p class="lead">{t('engagement.waves_lead')}</p>
      <AsOf seen={waves} />
      <SeenTrouble problem={waves.problem ?? floor.problem} onRetry={reload} />
      {floor.data && <FloorCard key={floor.data.floor} floor={floor.data} away={floor.away} onDone={reload} />}
      {!items && !waves.problem && <SkeletonCards count={2} height={120} />}
      {items?.length === 0 && (
        <EmptyState icon="inside" title={t('engagement.waves_none')}>
          {t('engagement.waves_none_text')}
        </EmptyState>
      )}
      {items && items.length > 0 && (
        <Card as="section">
          <Table caption={t('engagement.waves')} columns={columns} rows={items} keyOf={(wave) => wave.code} />
        </Card>
      )}
    </>
  );
}
