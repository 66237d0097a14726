/** The part of the brief to know by heart: the facts of the visit, the role, the words, the pictures to bring. */
import { t } from '../../i18n';
import type { Visit } from '../../store/wire';
import { Card, Icon } from '../../ui';
import { townOf } from '../parts/place';
import type { OpenVisit } from './open-visit';
import { windowWords } from './visit-state';

function mapUrl({ centre }: Visit): string {
  return `https://www.openstreetmap.org/search?query=${encodeURIComponent([centre.name, townOf(centre)].filter(Boolean).join(', '))}`;
}

export function Facts({ visit }: { visit: OpenVisit }) {
  const now = visit.visit.value;
  const questions = visit.items.value.filter((item) => item.state !== 'hidden').length;
  return (
    <Card as="section">
      <dl class="facts">
        <dt>{t('brief.when')}</dt>
        <dd>{windowWords({ id: now.id, account: '', visit: now, fetched_at: '' })}</dd>
        <dt>{t('brief.where')}</dt>
        <dd>
          {[now.centre.name, townOf(now.centre)].filter(Boolean).join(', ')}
          <a class="map-link" href={mapUrl(now)} target="_blank" rel="noreferrer">
            <Icon name="pin" size={18} />
            {t('brief.map')}
          </a>
        </dd>
        <dt>{t('brief.checklist')}</dt>
        <dd>
          {now.checklist.title}
          <span class="secondary"> · {t('brief.questions', { n: questions })}</span>
        </dd>
      </dl>
    </Card>
  );
}

function Words({ title, text, warn }: { title: string; text: string; warn?: boolean }) {
  if (!text) return null;
  return (
    <section class={warn ? 'brief-never' : undefined}>
      <h2 class="group-title">{title}</h2>
      <p class="brief-text">{text}</p>
    </section>
  );
}

function Remember({ facts }: { facts: readonly string[] }) {
  if (facts.length === 0) return null;
  return (
    <Card as="section" class="remember">
      <h2 class="overline">{t('brief.remember')}</h2>
      <ul>
        {facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
    </Card>
  );
}

function MustPhotograph({ photos }: { photos: readonly string[] }) {
  if (photos.length === 0) return null;
  return (
    <section>
      <h2 class="group-title">{t('brief.photograph')}</h2>
      <ul class="shots">
        {photos.map((photo) => (
          <li key={photo}>
            <Icon name="camera" />
            <span>{photo}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Scenario({ visit }: { visit: Visit }) {
  const brief = visit.brief;
  if (!brief) return <p class="secondary">{t('brief.none')}</p>;
  return (
    <>
      <Remember facts={brief.facts} />
      <Words title={t('brief.you_are')} text={brief.persona} />
      <Words title={t('brief.story')} text={brief.story} />
      <Words title={t('brief.ask_for')} text={brief.ask_for} />
      <Words title={t('brief.never_say')} text={brief.never_say} warn />
      <MustPhotograph photos={brief.photos} />
    </>
  );
}
