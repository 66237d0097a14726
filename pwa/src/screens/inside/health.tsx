/** The data-health card: surveys, answers, visits, and how much of what moves is real. */
import { formatNumber, t } from '../../i18n';
import { Part } from './frame';
import type { Analysis } from './types';
import { share, STEP } from './words';

function Dial({ label, value }: { label: string; value: number | null }) {
  const part = value === null ? 0 : Math.min(1, Math.max(0, value));
  return (
    <div class="inside-dial">
      <dt>{label}</dt>
      <dd class="figures">
        <strong>{share(value)}</strong>
        <span class="inside-dial-track" aria-hidden="true">
          <span style={{ width: `${part * 100}%` }} />
        </span>
      </dd>
    </div>
  );
}

function Fact({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd class="figures">
        <strong>{value}</strong>
      </dd>
    </div>
  );
}

export function Health({ analysis, base }: { analysis: Analysis; base: string }) {
  const { health } = analysis;
  const number = (value: number | null) => (value === null ? t('inside.unknown') : formatNumber(value, 1));
  const detectable = health.detectable === null ? t('inside.unknown') : t('inside.per_five', { value: formatNumber(health.detectable * STEP, 1) });
  return (
    <Part title={t('inside.health')}>
      <p class="secondary">{t('inside.health_note')}</p>
      <dl class="inside-facts">
        <Fact label={t('inside.health_waves')} value={String(health.waves)} />
        <Fact label={t('inside.health_centres')} value={String(health.centres_shown)} />
        <Fact label={t('inside.health_teams')} value={String(health.teams_shown)} />
        <Fact label={t('inside.health_response')} value={share(health.response_rate)} />
        <Fact label={t('inside.health_answers')} value={number(health.answers_per_figure)} />
        <Fact label={t('inside.health_visits')} value={number(health.visits_per_period)} />
        <Fact label={t('inside.health_detectable')} value={detectable} />
        <Dial label={t('inside.health_lambda_e')} value={health.lambda_e} />
        <Dial label={t('inside.health_lambda_s')} value={health.lambda_s} />
      </dl>
      <p class="small secondary">
        {t('inside.health_rest')} {base}
      </p>
    </Part>
  );
}
