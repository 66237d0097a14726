/** How far apart auditors score the same centres: for the programme office, to train and to plan, by name and never by place. */
import { formatChange, formatNumber, t } from '../../i18n';
import { setQuery } from '../../router';
import { Card, EmptyState, Table, TextField, type Column } from '../../ui';
import { asked } from './asked';
import { Frame, Lead } from './frame';
import { useFigures } from './load';
import type { AuditorRow, AuditorScoring } from './types';

function Difference({ row }: { row: AuditorRow }) {
  if (row.difference === null) return <span class="secondary">{t('insights.untested')}</span>;
  const figure = formatChange(row.difference);
  const range = row.low === null || row.high === null ? '' : `${formatChange(row.low)} … ${formatChange(row.high)}`;
  return (
    <span class="figure">
      {row.clear ? <strong>{figure}</strong> : <span>({figure})</span>}
      <small>{range}</small>
      <small>{t(row.clear ? 'insights.clear' : 'insights.chance')}</small>
    </span>
  );
}

function columns(): Column<AuditorRow>[] {
  return [
    { id: 'name', title: t('insights.col_auditor'), head: true, cell: (row) => row.name },
    { id: 'difference', title: t('insights.col_difference'), numeric: true, cell: (row) => <Difference row={row} /> },
    { id: 'q', title: t('insights.col_q'), numeric: true, cell: (row) => (row.q === null ? '–' : formatNumber(row.q, 3)) },
    { id: 'visits', title: t('insights.col_visits'), numeric: true, cell: (row) => row.visits },
    { id: 'centres', title: t('insights.col_centres'), numeric: true, cell: (row) => row.centres },
  ];
}

function byName(auditors: readonly AuditorRow[]): AuditorRow[] {
  return [...auditors].sort((a, b) => a.name.localeCompare(b.name));
}

export function AuditorsPage() {
  const { from, to } = asked();
  const seen = useFigures<AuditorScoring>('/auditor-effects', { from, to });
  const dates = (
    <div class="toolbar">
      <TextField type="date" label={t('insights.from')} value={from ?? ''} max={to ?? undefined} onInput={(day) => setQuery({ from: day })} />
      <TextField type="date" label={t('insights.to')} value={to ?? ''} min={from ?? undefined} onInput={(day) => setQuery({ to: day })} />
    </div>
  );
  return (
    <Frame title={t('insights.auditors')} seen={seen} filters={dates}>
      {({ auditors, left_out, sentence }) =>
        auditors.length === 0 ? (
          <EmptyState icon="people" title={t('insights.auditors_empty')}>
            {t('insights.auditors_empty_text')}
          </EmptyState>
        ) : (
          <>
            <Lead>{sentence}</Lead>
            <Card as="section" aria-labelledby="auditors">
              <div class="stack stack-8">
                <h2 id="auditors">{t('insights.figures')}</h2>
                <p class="secondary">{t('insights.auditors_note')}</p>
                <Table scroll caption={t('insights.auditors')} captionHidden columns={columns()} rows={byName(auditors)} keyOf={(row) => row.id} />
                {left_out > 0 && <p class="secondary">{t('insights.auditors_left_out', { n: left_out })}</p>}
              </div>
            </Card>
          </>
        )
      }
    </Frame>
  );
}
