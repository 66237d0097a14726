/** The middle pane for the checklist as a whole, and for one section of it. */
import { useState } from 'preact/hooks';
import type { Touchpoint } from '../../api/types';
import { localise } from '../../engine';
import { language, t } from '../../i18n';
import { Button, Select, toast } from '../../ui';
import { ConditionField } from './condition';
import { asText, asThing, freeId, idFrom, isThing, languagesOf, pointerOf, sectionIds, spelledOut, withoutLanguage, withWord, write, type Doc, type Path } from './document';
import { ChoiceField, FlagField, Fold, IdField, NumberField, WordField, WordsField } from './fields';
import { ScoreBands } from './lists';
import type { Place } from './place';
import { RepeatFields } from './repeat-editor';
import { useStudio, type Studio } from './studio-state';

/** The checklist's name makes its id until there is one that counts. */
function setTitle(studio: Studio, text: string): void {
  const doc = studio.doc.peek();
  const [main = 'en'] = languagesOf(doc);
  const words = withWord(doc, doc['title'], main, text);
  const before = idFrom(asText(isThing(doc['title']) ? doc['title'][main] : doc['title']), '-');
  const id = asText(doc['id']);
  const follows = !studio.lasting.has(`/${id}`) && (id === '' || id === before);
  const next = write(doc, ['title'], words) as Doc;
  studio.change(follows ? (write(next, ['id'], idFrom(text, '-') || undefined) as Doc) : next, '/title');
}

function Languages() {
  const studio = useStudio();
  const doc = studio.doc.value;
  const languages = languagesOf(doc);
  const main = asText(doc['language']) || 'en';
  const [fresh, setFresh] = useState('');
  const put = (next: readonly string[], from: Doc = doc): void => studio.change(write(from, ['languages'], next) as Doc);
  const add = (): void => {
    if (fresh && !languages.includes(fresh)) put([...languages, fresh]);
    setFresh('');
  };
  const drop = (language: string): void => {
    put(languages.filter((one) => one !== language), withoutLanguage(doc, language, languages) as Doc);
    toast(t('studio.removed', { name: language }), { undo: studio.undo });
  };
  return (
    <fieldset class="studio-rows" data-pointer="/languages">
      <legend>{t('studio.languages')}</legend>
      <ul class="row">
        {languages.map((one) => (
          <li key={one} class="studio-language">
            <span>{one}</span>
            {one !== main && <Button kind="quiet" size="s" icon="close" label={t('studio.remove_of', { what: one })} onClick={() => drop(one)} />}
          </li>
        ))}
      </ul>
      {languages.length > 1 && (
        <div data-pointer="/language">
        <Select label={t('studio.main_language')} value={main} options={languages.map((one) => ({ value: one, label: one }))} onInput={(next) => studio.change({ ...(spelledOut(doc, main) as Doc), language: next })} />
        </div>
      )}
      <div class="row">
        <input class="input studio-code" aria-label={t('studio.language_code')} placeholder="de" maxLength={6} value={fresh} onInput={(event) => setFresh(event.currentTarget.value.trim())} />
        <Button size="s" icon="plus" disabled={!/^[a-z]{2,3}(-[A-Z]{2})?$/.test(fresh)} onClick={add}>
          {t('studio.add_language')}
        </Button>
      </div>
    </fieldset>
  );
}

function BonusCap() {
  const studio = useStudio();
  const path = ['scoring', 'bonus_cap'];
  const held = studio.get(path);
  const mode = typeof held === 'number' ? 'number' : held === 'none' ? 'none' : 'unset';
  const options = [
    { value: 'unset', label: t('studio.cap_unset') },
    { value: 'none', label: t('studio.cap_none') },
    { value: 'number', label: t('studio.cap_percent') },
  ];
  return (
    <div class="studio-pair" data-pointer={pointerOf(path)}>
      <Select label={t('studio.bonus_cap')} hint={t('studio.bonus_cap_hint')} options={options} value={mode} error={studio.errorAt(path)} onInput={(next) => studio.edit(path, next === 'unset' ? undefined : next === 'none' ? 'none' : 100)} />
      {mode === 'number' && <NumberField path={path} label={t('studio.percent')} />}
    </div>
  );
}

export function WholeEditor() {
  const studio = useStudio();
  const modes = [
    { value: 'sections', label: t('studio.mode_sections') },
    { value: 'pooled', label: t('studio.mode_pooled') },
  ];
  const customers = [
    { value: 'external', label: t('studio.customer_external') },
    { value: 'internal', label: t('studio.customer_internal') },
  ];
  return (
    <div class="stack">
      <WordsField path={['title']} label={t('studio.title')} onText={(text) => setTitle(studio, text)} />
      <WordsField path={['description']} label={t('studio.description')} lines={2} />
      <IdField path={['id']} label={t('studio.slug')} hint={t('studio.slug_hint')} onId={(id) => studio.edit(['id'], id || undefined)} />
      <Languages />
      <ChoiceField path={['customer']} label={t('studio.customer')} hint={t('studio.customer_hint')} options={customers} standard="external" />
      <h2>{t('studio.scoring')}</h2>
      <ChoiceField path={['scoring', 'mode']} label={t('studio.mode')} options={modes} standard="sections" />
      <FlagField path={['scoring', 'floor_at_zero']} label={t('studio.floor')} />
      <BonusCap />
      <Fold title={t('studio.score_bands')} path={['scoring']} keys={['bands']}>
        <ScoreBands path={['scoring', 'bands']} />
      </Fold>
    </div>
  );
}

function setSectionTitle(studio: Studio, path: Path, text: string): void {
  const doc = studio.doc.peek();
  const section = asThing(studio.get(path));
  const [main = 'en'] = languagesOf(doc);
  const next = write(doc, [...path, 'title'], withWord(doc, section['title'], main, text)) as Doc;
  const id = asText(section['id']);
  const wanted = idFrom(text, '_');
  const taken = sectionIds(doc);
  taken.delete(id);
  const follows = wanted && !studio.lasting.has(`section ${id}`);
  studio.change(follows ? (write(next, [...path, 'id'], freeId(wanted, taken)) as Doc) : next, pointerOf([...path, 'title']));
}

export function SectionEditor({ path, at, touchpoints }: { path: Path; at: Place; touchpoints: readonly Touchpoint[] }) {
  const studio = useStudio();
  const list = touchpoints.map(({ code, name }) => ({ value: code, label: localise(name, language.value) }));
  return (
    <div class="stack">
      <WordsField path={[...path, 'title']} label={t('studio.section_title')} onText={(text) => setSectionTitle(studio, path, text)} />
      <WordsField path={[...path, 'intro']} label={t('studio.intro')} lines={2} />
      <div class="studio-pair">
        <WordField path={[...path, 'touchpoint']} label={t('studio.touchpoint')} hint={t('studio.touchpoint_hint')} list={list} />
        <WordField path={[...path, 'team']} label={t('studio.team')} hint={t('studio.team_hint')} />
      </div>
      <div class="studio-pair">
        <NumberField path={[...path, 'weight']} label={t('studio.weight')} standard={1} />
        <NumberField path={[...path, 'gate']} label={t('studio.gate')} hint={t('studio.gate_hint')} />
      </div>
      <IdField path={[...path, 'id']} label={t('studio.id')} hint={t('studio.id_hint')} onId={(id) => studio.edit([...path, 'id'], id || undefined)} />
      <Fold title={t('studio.repeat')} path={path} keys={['repeat']}>
        <RepeatFields path={path} section={asThing(studio.get(path))} index={at.section ?? 0} />
      </Fold>
      <Fold title={t('studio.visible')} path={path} keys={['visible_if']}>
        <ConditionField path={[...path, 'visible_if']} at={at} />
      </Fold>
    </div>
  );
}
