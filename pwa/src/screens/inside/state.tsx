/** Whether the analysis is there, under way, outdated or not yet asked for; the distance is chosen here too. */
import { formatDateTime, t } from '../../i18n';
import { setQuery } from '../../router';
import { Banner, Button, EmptyState, Segments } from '../../ui';
import type { Asked } from './load';
import type { Link } from './types';
import { baseOf, lagWords, LAGS, USUAL, type Lag } from './words';

const STEPS = ['reading', 'analysing', 'matrix'] as const;

export function LagChoice({ lag }: { lag: Lag }) {
  const options = LAGS.map((id) => ({ id, label: id, spoken: lagWords(Number(id)) }));
  return (
    <div class="inside-lag">
      <p class="field-label">{t('inside.lag')}</p>
      <Segments<Lag> size="s" label={t('inside.lag')} options={options} value={lag} onChange={(id) => setQuery({ lag: id === USUAL ? null : id })} />
      <p class="small secondary">{t('inside.lag_hint')}</p>
    </div>
  );
}

function Progress({ step }: { step: string }) {
  const done = STEPS.findIndex((one) => one === step);
  const words = done < 0 ? t('inside.waiting') : t('inside.step', { done: done + 1, what: t(`inside.step_${STEPS[done]!}`) });
  return (
    <Banner title={t('inside.computing')}>
      <p>{words}</p>
      <progress class="progress" max={STEPS.length} value={Math.max(0, done)} aria-label={t('inside.computing')} />
    </Banner>
  );
}

/** Above the figures; nothing where they are of the newest data. */
export function State({ link, compute, asking, away }: { link: Link; compute: () => void; asking: boolean; away: boolean }) {
  if (link.status === 'computing') return <Progress step={link.step} />;
  if (link.status === 'ready') return null;
  const button = (label: string) => (
    <Button size={link.status === 'none' ? 'm' : 's'} kind={link.status === 'none' ? 'primary' : 'secondary'} busy={asking} disabled={away} onClick={compute}>
      {label}
    </Button>
  );
  if (link.status === 'none')
    return (
      <EmptyState icon="inside" title={t('inside.none')} action={button(t('inside.compute'))}>
        {t('inside.none_text')}
      </EmptyState>
    );
  const failed = link.status === 'failed';
  return (
    <Banner tone={failed ? 'bad' : 'warn'} actions={button(t(failed ? 'try_again' : 'inside.again'))}>
      {t(failed ? 'inside.failed' : 'inside.outdated')}
    </Banner>
  );
}

export function StateOf({ asked }: { asked: Asked }) {
  const { seen, compute, asking } = asked;
  return seen.data && <State link={seen.data} compute={() => void compute()} asking={asking} away={seen.away} />;
}

/** What all of it is of: centres, quarters, the data's version and when it was computed. */
export function BaseLine({ link }: { link: Link }) {
  return (
    <p class="small secondary figures">
      {[baseOf(link), t('inside.version', { version: link.data_version?.slice(0, 8) ?? '–', when: formatDateTime(link.computed_at) })].filter(Boolean).join(' · ')}
    </p>
  );
}
