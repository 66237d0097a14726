/** Who did what, when and why. Fetched when somebody opens it. */
import { useState } from 'preact/hooks';
import type { Definition } from '../../engine';
import { all, api } from '../../api/client';
import type { TrailRow, Visit } from '../../api/types';
import { useLoad } from '../../api/use-load';
import { formatDateTime, t, tCode } from '../../i18n';
import { Card, Skeleton } from '../../ui';
import { Trouble } from '../parts/trouble';
import { TrailAnswers } from './trail-answers';

type TrailProps = { visit: Visit; definition: Definition };

function Rows({ visit, definition }: TrailProps) {
  const params = { path: { visit_id: visit.id } };
  const { data, problem, reload } = useLoad(`trail-${visit.id}-${visit.row_version}`, () =>
    all<TrailRow>((query) => api.GET('/api/v1/visits/{visit_id}/trail', { params: { ...params, query } })),
  );
  if (problem) return <Trouble problem={problem} onRetry={reload} />;
  if (!data) return <Skeleton lines={4} />;
  return (
    <ol class="trail">
      {data.map((row) => (
        <li key={row.at + row.action}>
          <p>
            <strong>{row.to_status ? tCode('status', row.to_status) : tCode('trail', row.action.split('.').at(-1) ?? row.action)}</strong>
          </p>
          {row.why && <p>{row.why}</p>}
          <TrailAnswers row={row} visit={visit} definition={definition} />
          <p class="small secondary">
            {t('review.trail_by', {
              who: row.actor_name ?? t('review.trail_system'),
              when: formatDateTime(row.at, visit.centre.time_zone),
            })}
          </p>
        </li>
      ))}
    </ol>
  );
}

export function Trail({ visit, definition }: TrailProps) {
  const [open, setOpen] = useState(false);
  return (
    <Card as="section">
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{t('review.trail')}</summary>
        {open && <Rows visit={visit} definition={definition} />}
      </details>
    </Card>
  );
}
