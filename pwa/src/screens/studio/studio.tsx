/** The checklist studio: outline, editor and phone side by side; on a narrow screen one at a time. */
import { computed } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { all, api, send } from '../../api/client';
import type { ChecklistVersion, Draft, Touchpoint } from '../../api/types';
import { useLoad } from '../../api/use-load';
import { language, t } from '../../i18n';
import { Button, Header, Segments, SkeletonCards } from '../../ui';
import { Trouble } from '../parts/trouble';
import { anyWord, asText, questionIds, sectionIds, type Doc } from './document';
import { Outline } from './outline';
import { Parted, useOthers } from './parted';
import { Preview } from './preview';
import { Problems } from './problems';
import { PublishDraft } from './publish';
import { QuestionEditor } from './question-editor';
import { Studio, StudioContext, useStudio, type SavedState } from './studio-state';
import { SectionEditor, WholeEditor } from './whole-editor';

type Pane = 'outline' | 'editor' | 'preview';
type Loaded = { draft: Draft; touchpoints: Touchpoint[]; lasting: Set<string> };

const slugPath = (slug: string) => ({ path: { slug } });

/** Ids of anything published under this name: comparisons go by them. */
async function lastingIds(slug: string): Promise<Set<string>> {
  const versions = slug ? await all<ChecklistVersion>((query) => api.GET('/api/v1/checklists/{slug}/versions', { params: { ...slugPath(slug), query } })) : [];
  const newest = versions[0];
  if (!newest) return new Set();
  const { definition } = await send<{ definition: Doc }>(api.GET('/api/v1/checklist-versions/{version_id}', { params: { path: { version_id: newest.id } } }));
  return new Set([`/${slug}`, ...questionIds(definition), ...[...sectionIds(definition)].map((id) => `section ${id}`)]);
}

async function load(id: string): Promise<Loaded> {
  const [draft, touchpoints] = await Promise.all([
    send<Draft>(api.GET('/api/v1/checklist-drafts/{draft_id}', { params: { path: { draft_id: id } } })),
    all<Touchpoint>((query) => api.GET('/api/v1/touchpoints', { params: { query } })),
  ]);
  return { draft, touchpoints, lasting: await lastingIds(draft.slug) };
}

function savedWords(state: SavedState): string {
  return t(state === 'saved' ? 'studio.saved' : state === 'waiting' ? 'studio.saving' : state === 'away' ? 'studio.away' : 'studio.not_kept');
}

function Editor({ touchpoints }: { touchpoints: readonly Touchpoint[] }) {
  const { section, question } = useStudio().at.value;
  const path = question === null ? ['sections', section ?? 0] : ['sections', section ?? 0, 'questions', question];
  const title = t(section === null ? 'studio.whole' : question === null ? 'studio.section' : 'studio.question');
  const pane = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    if (window.scrollY > 0 && (pane.current?.getBoundingClientRect().top ?? 0) < 0) pane.current?.scrollIntoView({ block: 'start' });
  }, [section, question]);
  return (
    <section class="studio-editor" aria-labelledby="studio-editor" ref={pane}>
      <h2 id="studio-editor" class="overline">
        {title}
      </h2>
      {section === null && <WholeEditor />}
      {section !== null && question === null && <SectionEditor key={section} path={path} at={{ section, question }} touchpoints={touchpoints} />}
      {section !== null && question !== null && <QuestionEditor key={`${section} ${question}`} path={path} at={{ section, question }} />}
    </section>
  );
}

function useKeys(studio: Studio): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== 'z') return;
      event.preventDefault();
      if (event.shiftKey) studio.redo();
      else studio.undo();
    };
    const onLeave = (event: BeforeUnloadEvent): void => {
      if (studio.dirty) event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    window.addEventListener('beforeunload', onLeave);
    return () => {
      window.removeEventListener('keydown', onKey);
      window.removeEventListener('beforeunload', onLeave);
      studio.close();
    };
  }, [studio]);
}

/** In the header of a wide screen, beside the tabs of a narrow one. */
function Steps({ where }: { where: 'wide' | 'narrow' }) {
  const studio = useStudio();
  return (
    <div class={`studio-steps studio-${where}`}>
      <Button kind="quiet" size="s" icon="undo" label={t('studio.undo')} disabled={!studio.canUndo.value} onClick={studio.undo} />
      <Button kind="quiet" size="s" icon="redo" label={t('studio.redo')} disabled={!studio.canRedo.value} onClick={studio.redo} />
    </div>
  );
}

/** Apart from the rest, so that a word typed in the title draws the title and not the page. */
function Head({ trailing }: { trailing: ComponentChildren }) {
  const studio = useStudio();
  const named = useMemo(() => computed(() => anyWord(studio.doc.value['title'], language.value) || t('studio.unnamed')), [studio]);
  return <Header back="/checklists" overline={`${t('studio.draft')} · ${savedWords(studio.state.value)}`} title={named.value} trailing={trailing} />;
}

function Open({ draft, touchpoints, lasting }: Loaded) {
  const studio = useMemo(() => new Studio(draft, lasting), [draft]);
  const [pane, setPane] = useState<Pane>('outline');
  const [publishing, setPublishing] = useState(false);
  useKeys(studio);
  useOthers(studio);
  const panes: { id: Pane; label: string }[] = [
    { id: 'outline', label: t('studio.outline') },
    { id: 'editor', label: t('studio.edit') },
    { id: 'preview', label: t('studio.preview') },
  ];
  const publish = (
    <>
      <Steps where="wide" />
      <Button kind="primary" size="s" onClick={() => setPublishing(true)}>
        {t('studio.publish')}
      </Button>
    </>
  );
  return (
    <StudioContext.Provider value={studio}>
      <Head trailing={publish} />
      <div class="studio" data-pane={pane}>
        <div class="studio-news">
          <Parted />
        </div>
        <div class="studio-tabs">
          <Segments label={t('studio.show')} options={panes} value={pane} size="s" onChange={setPane} />
          <Steps where="narrow" />
        </div>
        <div class="studio-left">
          <Problems onJump={() => setPane('editor')} />
          <Outline touchpoint={asText(touchpoints[0]?.code)} onChosen={() => setPane('editor')} />
        </div>
        <Editor touchpoints={touchpoints} />
        <div class="studio-right">
          <Preview />
        </div>
      </div>
      {publishing && <PublishDraft onClose={() => setPublishing(false)} />}
    </StudioContext.Provider>
  );
}

export function StudioPage({ id }: { id: string }) {
  const { data, problem, reload } = useLoad(`draft-${id}`, () => load(id));
  if (data) return <Open key={`${data.draft.id} ${data.draft.row_version}`} {...data} />;
  return (
    <>
      <Header back="/checklists" title={t('studio.name')} />
      <div class="page">
        <Trouble problem={problem} onRetry={reload} />
        {!problem && <SkeletonCards count={3} />}
      </div>
    </>
  );
}
