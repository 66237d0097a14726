/** One checklist: its versions on the right, the chosen one on the left, read-only for ever. */
import { localise, type Definition } from '../../engine';
import { all, api, send } from '../../api/client';
import type { ChecklistVersion, ChecklistVersionFull } from '../../api/types';
import { useLoad } from '../../api/use-load';
import { formatDate, formatNumber, language, t } from '../../i18n';
import { route } from '../../router';
import { me } from '../../sync/session';
import { Button, Card, Chip, Header, SkeletonCards } from '../../ui';
import { Trouble } from '../parts/trouble';
import { Differences } from './differences';
import { Items } from './items';
import { EditButton } from './drafts';
import { QuestionView } from './question-view';
import './checklists.css';

type Loaded = { versions: ChecklistVersion[]; shown: ChecklistVersionFull };

async function load(slug: string, wanted: string | null): Promise<Loaded> {
  const versions = await all<ChecklistVersion>((query) => api.GET('/api/v1/checklists/{slug}/versions', { params: { path: { slug }, query } }));
  const id = versions.find((one) => one.id === wanted)?.id ?? versions[0]!.id;
  const shown = await send<ChecklistVersionFull>(api.GET('/api/v1/checklist-versions/{version_id}', { params: { path: { version_id: id } } }));
  return { versions, shown };
}

function Sections({ definition }: { definition: Definition }) {
  let number = 0;
  const asked = definition.sections.flatMap((section) => section.questions);
  const texts = (id: string): string => localise(asked.find((one) => one.id === id)?.text ?? null, language.value);
  return (
    <div class="stack">
      {definition.sections.map((section) => (
        <Card as="section" key={section.id} aria-labelledby={`list-${section.id}`}>
          <div class="row row-between list-section-head">
            <h2 id={`list-${section.id}`}>{localise(section.title, language.value)}</h2>
            <p class="small secondary">
              {t('lists.weight', { n: formatNumber(section.weight) })}
              {section.gate !== null && ` · ${t('lists.gate', { n: formatNumber(section.gate) })}`}
            </p>
          </div>
          {section.repeat && (
            <p class="list-repeat">
              <Chip tone="accent">{t('lists.repeat', { name: localise(section.repeat.label, language.value), min: section.repeat.min, max: section.repeat.max })}</Chip>
            </p>
          )}
          {section.intro && <p class="secondary list-intro">{localise(section.intro, language.value)}</p>}
          <ol>
            {section.questions.map((question) => (
              <QuestionView key={question.id} question={question} number={++number} textOf={texts} />
            ))}
          </ol>
        </Card>
      ))}
    </div>
  );
}

/** The statistics stand below all questions; with many of them that is far. */
function showItems(): void {
  const head = document.getElementById('list-items');
  head?.scrollIntoView({ block: 'start' });
  head?.focus({ preventScroll: true });
}

function Versions({ versions, shown, slug }: Loaded & { slug: string }) {
  return (
    <Card as="section" aria-labelledby="list-versions">
      <h2 id="list-versions">{t('lists.versions')}</h2>
      <ul class="version-list">
        {versions.map((version) => (
          <li key={version.id}>
            <a href={`/checklists/${slug}?v=${version.id}`} aria-current={version.id === shown.id ? 'page' : undefined}>
              <strong>{t('lists.version', { n: version.number })}</strong>
              <span class="secondary">{formatDate(version.published_at)}</span>
            </a>
          </li>
        ))}
      </ul>
    </Card>
  );
}

export function ChecklistPage({ slug }: { slug: string }) {
  const wanted = route.value.query.get('v');
  const { data, problem, reload } = useLoad(`list-${slug}-${wanted}-${language.value}`, () => load(slug, wanted));
  const definition = data?.shown.definition;
  const writes = me.value?.permissions.includes('checklist.publish');
  const questions = definition?.sections.reduce((n, section) => n + section.questions.length, 0) ?? 0;
  return (
    <>
      <Header
        back="/checklists"
        overline={data ? t('lists.version', { n: data.shown.number }) : undefined}
        title={data ? data.shown.title : t('app.loading')}
        trailing={data && me.value?.permissions.includes('checklist.publish') && <EditButton version={data.shown.id} />}
      />
      <div class="page page-wide">
        <Trouble problem={problem} onRetry={reload} />
        {!data && !problem && <SkeletonCards count={4} height={140} />}
        {data && definition && (
          <div class="list-columns">
            <div class="stack">
              <p class="lead lead-small">
                {t('lists.questions', { n: questions })}, {t('lists.sections', { n: definition.sections.length })}.{' '}
                {t(`lists.mode_${definition.scoring.mode}`)}.
              </p>
              {writes && (
                <div>
                  <Button size="s" icon="compare" onClick={() => showItems()}>
                    {t('lists.items')}
                  </Button>
                </div>
              )}
              <Differences {...data} />
              <Sections definition={definition} />
            </div>
            <aside>
              <Versions {...data} slug={slug} />
            </aside>
          </div>
        )}
        {data && definition && writes && <Items key={data.shown.id} versionId={data.shown.id} definition={definition} />}
      </div>
    </>
  );
}
