/** A section that is asked once for each of several things met: what one is called, how many, and what tells them apart. */
import { language, t } from '../../i18n';
import { Button, Checkbox } from '../../ui';
import { anyWord, asText, isThing, pointerOf, questionsOf, write, type Doc, type Path, type Thing } from './document';
import { NumberField, WordsField } from './fields';
import { personLabel, roleQuestion, tellsApart } from './presets';
import { useStudio, type Studio } from './studio-state';

type SectionProps = { path: Path; section: Thing; index: number };

/** With one click: the first question tells apart if it can, else one that asks for the role comes before it. */
export function repeated(doc: Doc, section: Thing): Thing {
  const questions = questionsOf(section);
  const before = isThing(section['repeat']) ? section['repeat'] : { label: personLabel(doc) };
  const fitting = tellsApart(questions[0]);
  const first = fitting ? questions[0]! : roleQuestion(doc);
  return { ...section, repeat: { ...before, by: first['id'] }, questions: fitting ? questions : [first, ...questions] };
}

function turn(studio: Studio, path: Path, section: Thing, on: boolean): void {
  const doc = studio.doc.peek();
  const { repeat, ...once } = section;
  void repeat;
  studio.change(write(doc, path, on ? repeated(doc, section) : once) as Doc);
}

export function RepeatFields({ path, section, index }: SectionProps) {
  const studio = useStudio();
  const place = [...path, 'repeat'];
  const on = isThing(section['repeat']);
  return (
    <div class="stack" data-pointer={pointerOf(place)}>
      <Checkbox checked={on} onChange={(next) => turn(studio, path, section, next)}>
        {t('studio.repeat_on')}
      </Checkbox>
      {on && (
        <>
          <WordsField path={[...place, 'label']} label={t('studio.repeat_label')} hint={t('studio.repeat_label_hint')} />
          <div class="studio-pair">
            <NumberField path={[...place, 'min']} label={t('studio.repeat_min')} standard={1} />
            <NumberField path={[...place, 'max']} label={t('studio.repeat_max')} standard={10} />
          </div>
          <By path={path} section={section} index={index} />
        </>
      )}
    </div>
  );
}

function By({ path, section, index }: SectionProps) {
  const studio = useStudio();
  const place = [...path, 'repeat', 'by'];
  const [first] = questionsOf(section);
  const right = tellsApart(first) && studio.get(place) === first?.['id'];
  const error = studio.errorAt(place);
  const name = first && (anyWord(first['text'], language.value) || asText(first['id']));
  const mend = (): void => turn(studio, path, section, true);
  return (
    <div class="stack stack-8" data-pointer={pointerOf(place)}>
      <p>{right ? t('studio.repeat_by', { name: name ?? '' }) : t('studio.repeat_by_none')}</p>
      {error && <p class="field-error">{error}</p>}
      <div>
        {right ? (
          <Button size="s" onClick={() => (studio.at.value = { section: index, question: 0 })}>
            {t('studio.repeat_by_show')}
          </Button>
        ) : (
          <Button size="s" icon="plus" onClick={mend}>
            {tellsApart(first) ? t('studio.repeat_by_first', { name: name ?? '' }) : t('studio.repeat_by_add')}
          </Button>
        )}
      </div>
    </div>
  );
}
