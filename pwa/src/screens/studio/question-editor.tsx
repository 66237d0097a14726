/** The middle pane for one question: every key of the language, the ones needed most first. */
import { QUESTION_TYPES, type QuestionTypeName } from '../../engine';
import { t } from '../../i18n';
import { Checkbox, Select } from '../../ui';
import { typeName } from './compile';
import { ClockFields } from './clock-editor';
import { ConditionField, WhenField } from './condition';
import { asText, asThing, freeId, idFrom, isThing, languagesOf, pointerOf, questionIds, renamedQuestion, withWord, write, type Doc, type Path, type Thing } from './document';
import { ChoiceField, FlagField, Fold, IdField, NumberField, NumberInput, WordsField } from './fields';
import { Options, PointBands, ScaleFields } from './lists';
import type { Place } from './place';
import { useStudio, type Studio } from './studio-state';

const OWN_KEYS: Readonly<Partial<Record<QuestionTypeName, readonly string[]>>> = {
  yes_no: ['options'],
  single_choice: ['options'],
  multiple_choice: ['options', 'cap'],
  scale: ['scale'],
  number: ['unit', 'min', 'max', 'decimals', 'bands'],
  duration: ['bands', 'clock'],
  text: ['multiline', 'max_length'],
};
const ALL_OWN = new Set(Object.values(OWN_KEYS).flat());
const NEVER_SCORED = new Set<QuestionTypeName>(['timestamp', 'text', 'photo', 'place', 'signature']);

function freshParts(type: QuestionTypeName, before: Thing): Thing {
  const options = before['options'] ?? [
    { id: 'option_1', points: 1 },
    { id: 'option_2', points: 0 },
  ];
  if (type === 'single_choice') return { options };
  if (type === 'multiple_choice') return { options, cap: 'sum' };
  return type === 'scale' ? { scale: { min: 0, max: 4 } } : {};
}

/** What another type does not know is left behind; undo brings it back. */
export function withType(question: Thing, type: QuestionTypeName): Thing {
  const known = OWN_KEYS[type] ?? [];
  const kept = Object.entries(question).filter(([key]) => !ALL_OWN.has(key) || (known.includes(key) && key !== 'options'));
  return { ...Object.fromEntries(kept), ...freshParts(type, question), type };
}

/** While nobody can compare by it yet, the id follows the words. */
function setText(studio: Studio, path: Path, text: string): void {
  const doc = studio.doc.peek();
  const question = asThing(studio.get(path));
  const [main = 'en'] = languagesOf(doc);
  const next = write(doc, [...path, 'text'], withWord(doc, question['text'], main, text)) as Doc;
  const id = asText(question['id']);
  const wanted = idFrom(text, '_');
  if (studio.lasting.has(id) || !wanted) return studio.change(next, pointerOf([...path, 'text']));
  const taken = questionIds(doc);
  taken.delete(id);
  studio.change(renamed(next, path, id, freeId(wanted, taken)), pointerOf([...path, 'text']));
}

function renamed(doc: Doc, path: Path, before: string, after: string): Doc {
  const moved = before && after && questionIds(doc).has(before) ? (renamedQuestion(doc, before, after) as Doc) : doc;
  return write(moved, [...path, 'id'], after || undefined) as Doc;
}

function TypeField({ path, type }: { path: Path; type: QuestionTypeName }) {
  const studio = useStudio();
  const options = Object.keys(QUESTION_TYPES).map((name) => ({ value: name, label: t(`lists.type_${name as QuestionTypeName}`) }));
  const choose = (name: string): void => studio.edit(path, withType(asThing(studio.get(path)), name as QuestionTypeName));
  return (
    <div data-pointer={pointerOf([...path, 'type'])}>
      <Select label={t('studio.type')} options={options} value={type} error={studio.errorAt([...path, 'type'])} onInput={choose} />
    </div>
  );
}

type OwnProps = { path: Path; at: Place; question: Thing; type: QuestionTypeName };

function OwnFields({ path, at, question, type }: OwnProps) {
  const scale = asThing(question['scale']);
  const [low, high] = [Number(scale['min'] ?? 0), Number(scale['max'] ?? 4)];
  return (
    <>
      {(type === 'yes_no' || type === 'single_choice' || type === 'multiple_choice') && <Options path={path} question={question} />}
      {type === 'multiple_choice' && <CapField path={[...path, 'cap']} />}
      {type === 'scale' && <ScaleFields path={[...path, 'scale']} low={low || 0} high={Number.isFinite(high) ? high : 4} />}
      {type === 'number' && (
        <>
          <WordsField path={[...path, 'unit']} label={t('studio.unit')} hint={t('studio.unit_hint')} />
          <div class="studio-pair studio-three">
            <NumberField path={[...path, 'min']} label={t('studio.lowest')} />
            <NumberField path={[...path, 'max']} label={t('studio.highest')} />
            <NumberField path={[...path, 'decimals']} label={t('studio.decimals')} standard={0} />
          </div>
        </>
      )}
      {type === 'number' && <PointBands path={[...path, 'bands']} hint={t('studio.bands_hint')} />}
      {type === 'duration' && (
        <>
          <Fold title={t('studio.clock')} path={path} keys={['clock']}>
            <ClockFields path={path} at={at} />
          </Fold>
          <PointBands path={[...path, 'bands']} hint={t('studio.bands_time')} spans />
        </>
      )}
      {type === 'text' && (
        <>
          <FlagField path={[...path, 'multiline']} label={t('studio.multiline')} />
          <NumberField path={[...path, 'max_length']} label={t('studio.max_length')} standard={2000} />
        </>
      )}
    </>
  );
}

function CapField({ path }: { path: Path }) {
  const studio = useStudio();
  const sum = typeof studio.get(path) !== 'number';
  return (
    <div class="studio-pair" data-pointer={pointerOf(path)}>
      <Select
        label={t('studio.cap')}
        value={sum ? 'sum' : 'number'}
        options={[
          { value: 'sum', label: t('studio.cap_sum') },
          { value: 'number', label: t('studio.cap_number') },
        ]}
        onInput={(next) => studio.edit(path, next === 'sum' ? 'sum' : 1)}
      />
      {!sum && <NumberField path={path} label={t('studio.points')} />}
    </div>
  );
}

function CriticalField({ path }: { path: Path }) {
  const studio = useStudio();
  const held = studio.get(path);
  const on = held === true || isThing(held);
  const error = studio.errorAt(path);
  return (
    <div data-pointer={pointerOf(path)}>
      <Checkbox checked={on} onChange={(next) => studio.edit(path, next || undefined)}>
        {t('studio.critical')}
      </Checkbox>
      {on && (
        <div data-pointer={pointerOf([...path, 'pass_at'])}>
          <NumberInput
            label={t('studio.pass_at')}
            hint={t('studio.pass_at_hint')}
            value={asThing(held)['pass_at']}
            onValue={(points) => studio.edit(path, points === undefined ? true : { pass_at: points })}
          />
        </div>
      )}
      {error && <p class="field-error">{error}</p>}
    </div>
  );
}

function Counting({ path, type }: { path: Path; type: QuestionTypeName }) {
  if (NEVER_SCORED.has(type)) return null;
  return (
    <Fold title={t('studio.counting')} path={path} keys={['weight', 'critical', 'scored', 'bonus', 'kind']}>
      <KindField path={path} />
      <NumberField path={[...path, 'weight']} label={t('studio.weight')} standard={1} />
      <CriticalField path={[...path, 'critical']} />
      <FlagField path={[...path, 'scored']} label={t('studio.scored')} standard />
      <FlagField path={[...path, 'bonus']} label={t('studio.bonus')} />
    </Fold>
  );
}

function KindField({ path }: { path: Path }) {
  const kinds = [
    { value: 'basic', label: t('studio.basic') },
    { value: 'delight', label: t('studio.delight') },
  ];
  return <ChoiceField path={[...path, 'kind']} label={t('studio.kind')} options={kinds} standard="basic" />;
}

function Evidence({ path, question, type }: { path: Path; question: Thing; type: QuestionTypeName }) {
  const own = type === 'photo' || type === 'signature';
  return (
    <Fold title={t('studio.evidence')} path={path} keys={['photo', 'comment']}>
      <h3>{t('studio.photos')}</h3>
      <div class="studio-pair">
        <NumberField path={[...path, 'photo', 'min']} label={t('studio.photo_min')} standard={own || isThing(asThing(question['photo'])['when']) ? 1 : 0} />
        <NumberField path={[...path, 'photo', 'max']} label={t('studio.photo_max')} standard={4} />
      </div>
      {!own && <WhenField path={[...path, 'photo', 'when']} question={question} always={false} />}
      <h3>{t('studio.comment')}</h3>
      <WhenField path={[...path, 'comment', 'when']} question={question} always />
    </Fold>
  );
}

export function QuestionEditor({ path, at }: { path: Path; at: Place }) {
  const studio = useStudio();
  const question = asThing(studio.get(path));
  const type = typeName(question);
  const rename = (id: string): void => studio.change(renamed(studio.doc.peek(), path, asText(question['id']), id), pointerOf([...path, 'id']));
  return (
    <div class="stack">
      <WordsField path={[...path, 'text']} label={t('studio.text')} lines={2} onText={(text) => setText(studio, path, text)} />
      <div class="studio-pair">
        <TypeField path={path} type={type} />
        <IdField path={[...path, 'id']} label={t('studio.id')} hint={t('studio.id_hint')} onId={rename} />
      </div>
      <OwnFields path={path} at={at} question={question} type={type} />
      <div>
        <FlagField path={[...path, 'required']} label={t('studio.required')} standard />
        <FlagField path={[...path, 'allow_na']} label={t('studio.allow_na')} />
        <FlagField path={[...path, 'allow_not_observed']} label={t('studio.allow_not_observed')} />
      </div>
      <Fold title={t('studio.guidance')} path={path} keys={['guidance', 'good', 'poor']}>
        <WordsField path={[...path, 'guidance']} label={t('studio.how')} lines={2} />
        <WordsField path={[...path, 'good']} label={t('studio.good')} lines={2} />
        <WordsField path={[...path, 'poor']} label={t('studio.poor')} lines={2} />
      </Fold>
      <Counting path={path} type={type} />
      <Evidence path={path} question={question} type={type} />
      <Fold title={t('studio.visible')} path={path} keys={['visible_if']}>
        <ConditionField path={[...path, 'visible_if']} at={at} />
      </Fold>
    </div>
  );
}
