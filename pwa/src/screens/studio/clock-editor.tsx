/** The observation clock of a duration: what starts it, whose contact stops it, and its window. */
import { language, t } from '../../i18n';
import { Button, Checkbox, Select } from '../../ui';
import { earlierQuestions } from './condition';
import { anyWord, asText, asThing, isThing, pointerOf, questionsOf, sectionsOf, write, type Doc, type Path } from './document';
import { ChoiceField } from './fields';
import type { Place } from './place';
import { startQuestion } from './presets';
import { SpanField } from './span';
import { useStudio, type Studio } from './studio-state';

const DAY = 86_400;

/** The time stamp comes right before the question that counts from it. */
function addStart(studio: Studio, { section, question }: Place): void {
  if (section === null || question === null) return;
  const doc = studio.doc.peek();
  const questions = questionsOf(sectionsOf(doc)[section] ?? {});
  const start = startQuestion(doc);
  const clock = { contact: 'person', closes: DAY, ...asThing(questions[question]?.['clock']), start: start['id'] };
  const own = { ...questions[question], clock };
  const next = [...questions.slice(0, question), start, own, ...questions.slice(question + 1)];
  studio.change(write(doc, ['sections', section, 'questions'], next) as Doc, '', { section, question: question + 1 });
}

export function ClockFields({ path, at }: { path: Path; at: Place }) {
  const studio = useStudio();
  const place = [...path, 'clock'];
  const clock = studio.get(place);
  const starts = earlierQuestions(studio.doc.value, at).filter((one) => one['type'] === 'timestamp');
  const last = starts[starts.length - 1];
  const turn = (on: boolean): void => {
    if (on && !last) addStart(studio, at);
    else studio.edit(place, on ? { start: last?.['id'], contact: 'person', closes: DAY } : undefined);
  };
  return (
    <div class="stack" data-pointer={pointerOf(place)}>
      <Checkbox checked={isThing(clock)} onChange={turn}>
        {t('studio.clock_on')}
      </Checkbox>
      <p class="secondary">{t('studio.clock_text')}</p>
      {isThing(clock) && (
        <>
          <StartField path={[...place, 'start']} starts={starts} onNew={() => addStart(studio, at)} />
          <ChoiceField
            path={[...place, 'contact']}
            label={t('studio.contact')}
            standard=""
            options={[
              { value: 'person', label: t('studio.contact_person') },
              { value: 'automatic', label: t('studio.contact_automatic') },
            ]}
          />
          <div class="studio-pair studio-window">
            <SpanField path={[...place, 'opens']} label={t('studio.opens')} hint={t('studio.opens_hint')} standard={0} />
            <SpanField path={[...place, 'closes']} label={t('studio.closes')} hint={t('studio.closes_hint')} />
          </div>
        </>
      )}
    </div>
  );
}

function StartField({ path, starts, onNew }: { path: Path; starts: ReturnType<typeof earlierQuestions>; onNew: () => void }) {
  const studio = useStudio();
  const held = asText(studio.get(path));
  const options = starts.map((one) => ({ value: asText(one['id']), label: anyWord(one['text'], language.value) || asText(one['id']) }));
  const unknown = held ? t('studio.not_earlier', { id: held }) : t('studio.choose');
  if (!options.some(({ value }) => value === held)) options.unshift({ value: held, label: unknown });
  return (
    <div class="stack stack-8" data-pointer={pointerOf(path)}>
      <Select
        label={t('studio.start')}
        hint={t('studio.start_hint')}
        options={options}
        value={held}
        error={studio.errorAt(path)}
        onInput={(id) => studio.edit(path, id || undefined)}
      />
      {starts.length === 0 && (
        <div>
          <Button size="s" icon="plus" onClick={onNew}>
            {t('studio.add_start')}
          </Button>
        </div>
      )}
    </div>
  );
}
