/** The change programme: the difference compared with centres not yet started, before and after. */
import { formatNumber, t } from '../../i18n';
import { Picture } from '../insights/picture';
import { NotShown } from './frame';
import { eventTwin, levelsTwin } from './twins';
import type { Analysis, Rollout } from './types';
import { share, spanOf } from './words';

function sentenceOf({ group }: Rollout): string | null {
  if (!group || group.att === null) return null;
  const { att, low, high } = group;
  const told = { value: formatNumber(Math.abs(att), 1), range: spanOf(low, high, 1) };
  if (low !== null && high !== null && low <= 0 && high >= 0) return t('inside.rollout_unclear', { ...told, value: formatNumber(att, 1) });
  return t(att > 0 ? 'inside.rollout_more' : 'inside.rollout_less', told);
}

export function RolloutPart({ analysis, search, base }: { analysis: Analysis; search: string; base: string }) {
  const { rollout } = analysis;
  const title = t('inside.rollout');
  const counted = t('inside.rollout_base', { started: t('inside.n_centres', { n: rollout.n_started }), compared: rollout.n_compared });
  const placebo = rollout.placebo_p !== null && <p class="secondary">{t('inside.rollout_placebo', { share: share(rollout.placebo_p).replace(/\s?%/, '') })}</p>;
  if (!rollout.shown && rollout.before_after.length > 0)
    return (
      <Picture kind="event" search={search} title={title} note={`${counted} ${base}. ${t('inside.rollout_levels_note')}`} twin={levelsTwin(rollout)}>
        <p>{rollout.reason}</p>
        {placebo}
      </Picture>
    );
  if (!rollout.shown)
    return (
      <NotShown title={title} reason={rollout.reason}>
        {placebo}
      </NotShown>
    );
  return (
    <Picture kind="event" search={search} title={title} note={`${counted} ${base}. ${t('inside.rollout_note')}`} twin={eventTwin(rollout)}>
      <p>{sentenceOf(rollout)}</p>
    </Picture>
  );
}
