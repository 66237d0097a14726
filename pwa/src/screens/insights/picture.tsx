/** A chart of the server with its words, and its twin: the same data as a table, one switch away. */
import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { problemFrom } from '../../api/problem';
import { Chart } from '../../charts';
import { t } from '../../i18n';
import { Banner, Button, Card, Skeleton, Table, useUniqueId, type Column } from '../../ui';
import { useSeen } from '../parts/seen';
import { useRoom } from './room';

type Outside = 'trend' | 'dumbbell' | 'multiples' | 'heat' | 'ranks' | 'distribution' | 'control' | 'profile';
type Inside = 'quadrant' | 'ladder' | 'lags' | 'grid' | 'event' | 'map' | 'lines';
export type Kind = Outside | Inside;
/** Rows of words: the first cell of each names it. */
export type Twin = { head: string[]; rows: string[][] };

async function fetchPicture(kind: Kind, search: string, width: number): Promise<string> {
  const response = await fetch(`/api/v1/charts/${kind}.svg?${search}&w=${width}`, { credentials: 'same-origin' });
  if (!response.ok) throw problemFrom(response.status, null);
  return response.text();
}

/** While another width is drawn, the old one stays. */
function Drawn({ kind, search, width }: { kind: Kind; search: string; width: number }) {
  const { data, problem, loading, reload } = useSeen(`chart-${kind}-${search}`, () => fetchPicture(kind, search, width), { round: width });
  const last = useRef<string | null>(null);
  if (data) last.current = data;
  const shown = data ?? (loading ? last.current : null);
  if (shown) return <Chart svg={shown} />;
  if (!problem) return <Skeleton lines={1} height={220} label={t('app.loading')} />;
  const again = (
    <Button size="s" onClick={reload}>
      {t('try_again')}
    </Button>
  );
  return <Banner actions={again}>{t(problem.status === 0 ? 'insights.picture_away' : 'insights.picture_failed')}</Banner>;
}

function TwinTable({ title, twin }: { title: string; twin: Twin }) {
  const columns: Column<string[]>[] = twin.head.map((head, index) => ({
    id: String(index),
    title: head,
    head: index === 0,
    numeric: index > 0,
    cell: (row) => row[index] ?? '–',
  }));
  return <Table scroll caption={title} captionHidden columns={columns} rows={twin.rows} keyOf={(row) => row.join('|')} />;
}

type PictureProps = {
  kind: Kind;
  /** The query of the figures it draws. */
  search: string;
  title: string;
  note?: string;
  twin: Twin;
  /** Stands beside the switch. */
  children?: ComponentChildren;
};

export function Picture({ kind, search, title, note, twin, children }: PictureProps) {
  const { box, width } = useRoom();
  const [asTable, setAsTable] = useState(false);
  const heading = useUniqueId();
  return (
    <Card as="section" aria-labelledby={heading}>
      <div class="stack stack-8">
        <div class="row row-between">
          <h2 id={heading}>{title}</h2>
          <Button size="s" kind="quiet" icon={asTable ? 'compare' : 'list'} pressed={asTable} onClick={() => setAsTable(!asTable)}>
            {t('insights.as_table')}
          </Button>
        </div>
        {children}
        <div ref={box}>
          {asTable && <TwinTable title={title} twin={twin} />}
          {!asTable && (width === null ? <Skeleton lines={1} height={220} /> : <Drawn key={kind + search} kind={kind} search={search} width={width} />)}
        </div>
        {note && <p class="small secondary">{note}</p>}
      </div>
    </Card>
  );
}
