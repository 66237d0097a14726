/** One tap, one time. A second tap does nothing; holding it, or its line above, corrects it. */
import { formatTime, t } from '../../i18n';
import { navigate } from '../../router';
import { toast } from '../../ui';
import { startPath } from '../visit/brief';
import type { OpenVisit } from '../visit/open-visit';
import { nameOf, ORDER, setTime, timeOf, type Stamp } from './moments';

/** Outside the page may look like itself again; a slip of the thumb is taken back from there. */
async function leave(visit: OpenVisit, at: string): Promise<void> {
  await setTime(visit, 'left', at);
  if (visit.times.peek().left_at !== at) return;
  const back = location.pathname;
  navigate(startPath(visit));
  const undo = (): void => {
    void setTime(visit, 'left', null);
    navigate(back);
  };
  toast(t('notes.left_at', { time: formatTime(at, visit.zone.peek()) }), { undo });
}

function tap(visit: OpenVisit, stamp: Stamp): void {
  if (timeOf(visit, stamp) !== null) return;
  const at = new Date().toISOString();
  void (stamp === 'left' ? leave(visit, at) : setTime(visit, stamp, at));
}

export function Stamps({ visit, onCorrect }: { visit: OpenVisit; onCorrect: (stamp: Stamp) => void }) {
  return (
    <div class="jot-stamps" role="group" aria-label={t('notes.stamps')}>
      {ORDER.map((stamp) => {
        const at = timeOf(visit, stamp);
        return (
          <button
            type="button"
            key={stamp}
            class="jot-stamp"
            aria-pressed={at !== null}
            disabled={!visit.editable.value}
            onClick={() => tap(visit, stamp)}
            onContextMenu={(event) => {
              event.preventDefault();
              if (at !== null) onCorrect(stamp);
            }}
          >
            <span>{nameOf(stamp)}</span>
            {at !== null && <span class="figures">{formatTime(at, visit.zone.value)}</span>}
          </button>
        );
      })}
    </div>
  );
}
