/** Who did what, when and why. Fetched when somebody opens it. */
import { useState } from 'preact/hooks';
import type { Definition } from '../../engine';
import { all, api } from '../../api/client';
import type { TrailRow, Visit } from '../../api/types';
import { formatDateTime, t, tCode } from '../../i18n';
import { Card, Skeleton } from '../../ui';
import { SeenTrouble } from '../parts/as-of';
import { useSeen } from '../parts/seen';
import { TrailAnswers } from './trail-answers';

type TrailProps = { visit: Visit; definition: Definition };

/** Mostly where the visit stands now; that an observation ended says more than that the visit goes on. */
function nameOf({ action, to_status }: TrailRow): string {
  const own = action === 'visit.observation_ended' || !to_status;
  return own ? tCode('trail', action.split('.').at(-1) ?? action) : tCode('status', to_status);
}

function Rows({ visit, definition }: TrailProps) {
  const params = { path: { visit_id: visit.id } };
  const { data, problem, reload } = useSeen(
    `trail-${visit.id}`,
    () => all<TrailRow>((query) => api.GET('/api/v1/visits/{visit_id}/trail', { params: { ...params, query } })),
    { round: visit.row_version },
  );
  if (problem) return <SeenTrouble problem={problem} onRetry={reload} />;
  if (!data) return <Skeleton lines={4} />;
  return (
    <ol class="trail">
      {data.map((row) => (
        <li key={row.at + row.action}>
          <p>
            <strong>{nameOf(row)}</strong>
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
