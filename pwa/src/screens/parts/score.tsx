/** How a visit's score is said everywhere: the percentage, and beside it the outcome in word, shape and colour. */
import { formatTenths } from '../../engine';
import type { VisitScore, VisitStatus } from '../../api/types';
import { language, t, tCode } from '../../i18n';
import { Chip, type Tone } from '../../ui';

export function Outcome({ outcome }: { outcome: 'pass' | 'fail' | null | undefined }) {
  if (!outcome) return null;
  return <Chip tone={outcome === 'pass' ? 'good' : 'bad'}>{t(`outcome.${outcome}`)}</Chip>;
}

export function percent(tenths: number | null | undefined): string {
  return formatTenths(tenths ?? null, language.value);
}

export function Score({ score }: { score: VisitScore | null }) {
  if (!score) return <span class="secondary">–</span>;
  return (
    <span class="score">
      <strong class="figures">{percent(score.tenths)}</strong>
      <Outcome outcome={score.outcome} />
    </span>
  );
}

const TONES: Partial<Record<VisitStatus, Tone>> = {
  accepted: 'accent',
  in_progress: 'accent',
  awaiting_follow_up: 'accent',
  submitted: 'warn',
  returned: 'warn',
  approved: 'good',
  void: 'bad',
};

export function Status({ status }: { status: VisitStatus }) {
  return (
    <Chip tone={TONES[status] ?? 'neutral'} mark={status === 'cancelled' || status === 'void' ? 'bar' : undefined}>
      {tCode('status', status)}
    </Chip>
  );
}
