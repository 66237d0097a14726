/** The line above what comes from this device: from when it is, why, and what can not be done with it. */
import type { ComponentChildren } from 'preact';
import { DAYS } from '../../api/keep';
import type { ApiProblem } from '../../api/problem';
import { formatDay, formatTime, t } from '../../i18n';
import { Banner, Button, Icon } from '../../ui';
import { reachable } from '../../sync/status';
import type { Seen } from './seen';
import { Trouble } from './trouble';
import './seen.css';

type AsOfProps = { seen: Pick<Seen<unknown>, 'at' | 'away' | 'loading' | 'reload'>; children?: ComponentChildren };

export function AsOf({ seen, children }: AsOfProps) {
  if (!seen.away || seen.at === null) return null;
  const when = `${formatDay(seen.at)}, ${formatTime(seen.at)}`;
  const silent = reachable.value && navigator.onLine;
  return (
    <div class="as-of" role="status">
      <Icon name="clock" size={18} />
      <div>
        <p>
          <strong>{t(silent ? 'seen.silent' : 'seen.offline', { when })}</strong>
        </p>
        {children && <p class="small">{children}</p>}
      </div>
      {silent && (
        <Button size="s" busy={seen.loading} onClick={seen.reload}>
          {t('try_again')}
        </Button>
      )}
    </div>
  );
}

/** As `Trouble`; without a connection it says why there is nothing, and what there would be. */
export function SeenTrouble({ problem, onRetry }: { problem: ApiProblem | null; onRetry: () => void }) {
  if (problem?.status !== 0) return <Trouble problem={problem} onRetry={onRetry} />;
  const again = (
    <Button size="s" onClick={onRetry}>
      {t('try_again')}
    </Button>
  );
  return (
    <Banner tone="warn" title={t('seen.missing_title')} actions={again}>
      {t('seen.missing_text', { days: DAYS })}
    </Banner>
  );
}
