/** The watch list: names only while its own tries on the past earn them. */
import { formatNumber, t } from '../../i18n';
import { Card, EmptyState } from '../../ui';
import { Lead } from '../insights/frame';
import { Loading, Page, Part } from './frame';
import { useLink } from './load';
import { BaseLine, StateOf } from './state';
import type { Analysis } from './types';
import { share } from './words';

type Warning = Analysis['early_warning'];

function Rate({ label, value }: { label: string; value: number | null }) {
  return (
    <Card as="section" class="tile">
      <h2 class="tile-title">{label}</h2>
      <p class="tile-figure figures">{share(value)}</p>
    </Card>
  );
}

function Off({ reason }: { reason: string | null }) {
  return (
    <EmptyState icon="eye" title={t('inside.watch_off')}>
      <p>{reason}</p>
      <p>{t('inside.watch_off_text')}</p>
    </EmptyState>
  );
}

function Watched({ found }: { found: Warning }) {
  const percent = (value: number | null) => (value === null ? '–' : formatNumber(value * 100));
  return (
    <>
      <Lead>{found.watched.length ? t('inside.watch_on', { n: found.watched.length }) : t('inside.watch_nobody')}</Lead>
      <p class="secondary">{t('inside.watch_rates', { n: found.origins, hit: percent(found.hit_rate), base: percent(found.base_rate) })}</p>
      <div class="tiles">
        <Rate label={t('inside.watch_hit')} value={found.hit_rate} />
        <Rate label={t('inside.watch_plain')} value={found.plain_hit_rate} />
        <Rate label={t('inside.watch_base')} value={found.base_rate} />
      </div>
      <Part title={t('inside.watch_centres')}>
        <ul class="strengths">
          {found.watched.map((one) => (
            <li key={one.centre_id}>
              <a href={`/insights/centres/${one.centre_id}`}>{one.name}</a>
            </li>
          ))}
        </ul>
        <p class="small secondary">{t('inside.watch_note', { n: t('inside.n_quarters', { n: found.horizon }) })}</p>
      </Part>
    </>
  );
}

export function WatchPage() {
  const asked = useLink();
  const link = asked.seen.data;
  const found = link?.analysis?.early_warning;
  return (
    <Page title={t('inside.tab_watch')} busy={asked.seen.loading}>
      <Loading seen={asked.seen} />
      <p class="inside-sentence">{t('inside.watch_lead')}</p>
      <StateOf asked={asked} />
      {found && (found.shown ? <Watched found={found} /> : <Off reason={found.reason} />)}
      {link?.analysis && <BaseLine link={link} />}
    </Page>
  );
}
