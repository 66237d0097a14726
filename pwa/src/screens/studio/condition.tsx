/** Conditions over earlier questions and rules over the own answer, put together from sentences. */
import { language, t, tCode } from '../../i18n';
import { Button, Checkbox, Select } from '../../ui';
import { optionsOf, typeName } from './compile';
import { anyWord, asList, asText, asThing, isThing, pointerOf, questionsOf, sectionsOf, type Doc, type Path, type Thing } from './document';
import { NumberInput } from './fields';
import type { Place } from './place';
import { useStudio } from './studio-state';

const OPERATORS: Readonly<Record<string, readonly string[]>> = {
  option: ['eq', 'ne', 'in', 'answered'],
  options: ['contains', 'answered'],
  number: ['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'in', 'answered'],
  nothing: ['answered'],
};

function comparedAs(question: Thing): keyof typeof OPERATORS {
  const type = typeName(question);
  if (type === 'yes_no' || type === 'single_choice') return 'option';
  if (type === 'multiple_choice') return 'options';
  return type === 'scale' || type === 'number' || type === 'duration' ? 'number' : 'nothing';
}

/** Of a repeated section nothing can be asked for later: it would not be known which entry is meant. */
export function earlierQuestions(doc: Doc, at: Place): Thing[] {
  const before = sectionsOf(doc).slice(0, at.section ?? 0);
  const sections = before.filter((section) => section['repeat'] === undefined).flatMap(questionsOf);
  const own = at.section === null || at.question === null ? [] : questionsOf(sectionsOf(doc)[at.section] ?? {}).slice(0, at.question);
  return [...sections, ...own].filter((one) => asText(one['id']) !== '');
}

function firstRule(doc: Doc, question: Thing): Thing {
  const kind = comparedAs(question);
  if (kind === 'nothing') return { op: 'answered', v: true };
  if (kind === 'number') return { op: 'gte', v: 1 };
  return { op: kind === 'options' ? 'contains' : 'eq', v: optionsOf(doc, question)[0]?.id ?? '' };
}

/** Choosing another operator keeps the value where it still has a meaning. */
function withOperator(rule: Thing, op: string): Thing {
  const v = rule['v'];
  if (op === 'answered') return { ...rule, op, v: true };
  if (op === 'in') return { ...rule, op, v: Array.isArray(v) ? v : v === true ? [] : [v] };
  return { ...rule, op, v: Array.isArray(v) ? v[0] : v === true ? undefined : v };
}

type RuleProps = { rule: Thing; question: Thing; onRule: (rule: Thing) => void };

export function RuleFields({ rule, question, onRule }: RuleProps) {
  const op = asText(rule['op']);
  const operators = OPERATORS[comparedAs(question)] ?? [];
  return (
    <div class="studio-pair">
      <Select label={t('studio.operator')} value={op} options={operators.map((one) => ({ value: one, label: tCode('studio.op', one) }))} onInput={(value) => onRule(withOperator(rule, value))} />
      {op !== 'answered' && <Operand rule={rule} question={question} onRule={onRule} />}
    </div>
  );
}

function Operand({ rule, question, onRule }: RuleProps) {
  const doc = useStudio().doc.value;
  const put = (v: unknown): void => onRule({ ...rule, v });
  if (comparedAs(question) === 'number') {
    if (rule['op'] !== 'in') return <NumberInput label={t('studio.value')} value={rule['v']} onValue={put} />;
    const numbers = (text: string): unknown[] => text.split(/[ ;]+/).filter(Boolean).map((one) => (Number.isNaN(Number(one.replace(',', '.'))) ? one : Number(one.replace(',', '.'))));
    return (
      <label class="field">
        <span class="field-label">{t('studio.values')}</span>
        <input class="input" value={asList(rule['v']).join(' ')} onChange={(event) => put(numbers(event.currentTarget.value))} />
      </label>
    );
  }
  const options = optionsOf(doc, question).map(({ id, label }) => ({ value: id, label: anyWord(label, language.value) || id }));
  if (rule['op'] !== 'in') return <Select label={t('studio.value')} value={asText(rule['v'])} options={options} onInput={put} />;
  const chosen = asList(rule['v']);
  return (
    <fieldset>
      <legend class="field-label">{t('studio.values')}</legend>
      {options.map((one) => (
        <Checkbox key={one.value} checked={chosen.includes(one.value)} onChange={(on) => put(on ? [...chosen, one.value] : chosen.filter((other) => other !== one.value))}>
          {one.label}
        </Checkbox>
      ))}
    </fieldset>
  );
}

type PartProps = { value: Thing; earlier: readonly Thing[]; onValue: (value: Thing | undefined) => void; depth: number };

function fresh(doc: Doc, earlier: readonly Thing[]): Thing {
  const last = earlier[earlier.length - 1]!;
  return { q: last['id'], ...firstRule(doc, last) };
}

function Comparison({ value, earlier, onValue }: PartProps) {
  const doc = useStudio().doc.value;
  const question = earlier.find((one) => one['id'] === value['q']);
  const options = earlier.map((one) => ({ value: asText(one['id']), label: anyWord(one['text'], language.value) || asText(one['id']) }));
  if (!question) options.unshift({ value: asText(value['q']), label: t('studio.not_earlier', { id: asText(value['q']) }) });
  const choose = (id: string): void => {
    const chosen = earlier.find((one) => one['id'] === id);
    if (chosen) onValue({ q: id, ...firstRule(doc, chosen) });
  };
  return (
    <div class="stack stack-8">
      <Select label={t('studio.earlier')} value={asText(value['q'])} options={options} onInput={choose} />
      {question && <RuleFields rule={value} question={question} onRule={onValue} />}
    </div>
  );
}

function Group({ value, earlier, onValue, depth }: PartProps) {
  const doc = useStudio().doc.value;
  const word = Array.isArray(value['any']) ? 'any' : 'all';
  const parts = asList(value[word]).map(asThing);
  const put = (next: readonly Thing[]): void => onValue(next.length > 0 ? { [word]: next } : undefined);
  return (
    <div class="stack stack-8">
      <Select
        label={t('studio.together')}
        value={word}
        options={[
          { value: 'all', label: t('studio.all') },
          { value: 'any', label: t('studio.any') },
        ]}
        onInput={(next) => onValue({ [next]: parts })}
      />
      {parts.map((part, index) => (
        <Part key={index} value={part} earlier={earlier} depth={depth + 1} onValue={(next) => put(next === undefined ? parts.filter((_, other) => other !== index) : parts.map((one, other) => (other === index ? next : one)))} />
      ))}
      <div class="row">
        <Button size="s" icon="plus" onClick={() => put([...parts, fresh(doc, earlier)])}>
          {t('studio.add_condition')}
        </Button>
        {depth < 3 && (
          <Button size="s" kind="quiet" onClick={() => put([...parts, { any: [fresh(doc, earlier)] }])}>
            {t('studio.add_group')}
          </Button>
        )}
      </div>
    </div>
  );
}

function Part({ value, earlier, onValue, depth }: PartProps) {
  const negated = isThing(value['not']);
  const inner = negated ? asThing(value['not']) : value;
  const wrap = (next: Thing | undefined): void => onValue(next && negated ? { not: next } : next);
  const View = Array.isArray(inner['all']) || Array.isArray(inner['any']) ? Group : Comparison;
  return (
    <div class={depth > 0 ? 'studio-part' : ''}>
      <View value={inner} earlier={earlier} onValue={wrap} depth={depth} />
      <div class="row row-between">
        <Checkbox checked={negated} onChange={(on) => onValue(on ? { not: inner } : inner)}>
          {t('studio.opposite')}
        </Checkbox>
        <Button kind="quiet" size="s" icon="trash" label={t('studio.remove_of', { what: t('studio.condition') })} onClick={() => onValue(undefined)} />
      </div>
    </div>
  );
}

export function ConditionField({ path, at }: { path: Path; at: Place }) {
  const studio = useStudio();
  const doc = studio.doc.value;
  const earlier = earlierQuestions(doc, at);
  const value = studio.get(path);
  const put = (next: Thing | undefined): void => studio.edit(path, next);
  const grouped = isThing(value) && (Array.isArray(value['all']) || Array.isArray(value['any']));
  const error = studio.errorAt(path);
  return (
    <div class="stack stack-8" data-pointer={pointerOf(path)}>
      {!isThing(value) && <p class="secondary">{earlier.length > 0 ? t('studio.always_shown') : t('studio.nothing_earlier')}</p>}
      {isThing(value) && <Part value={value} earlier={earlier} onValue={put} depth={0} />}
      {error && <p class="field-error">{error}</p>}
      {earlier.length > 0 && !grouped && (
        <div>
          <Button size="s" icon="plus" onClick={() => put(isThing(value) ? { all: [value, fresh(doc, earlier)] } : fresh(doc, earlier))}>
            {t('studio.add_condition')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** never / always / by the answer: for photos and comments. */
export function WhenField({ path, question, always }: { path: Path; question: Thing; always: boolean }) {
  const studio = useStudio();
  const value = studio.get(path);
  const mode = value === 'always' ? 'always' : isThing(value) ? 'rule' : 'never';
  const choose = (next: string): void => studio.edit(path, next === 'always' ? 'always' : next === 'rule' ? firstRule(studio.doc.peek(), question) : undefined);
  const options = [
    { value: 'never', label: always ? t('studio.when_never') : t('studio.when_any') },
    ...(always ? [{ value: 'always', label: t('studio.when_always') }] : []),
    { value: 'rule', label: t('studio.when_rule') },
  ];
  const error = studio.errorAt(path);
  return (
    <div class="stack stack-8" data-pointer={pointerOf(path)}>
      <Select label={t('studio.when')} options={options} value={mode} onInput={choose} />
      {isThing(value) && <RuleFields rule={value} question={question} onRule={(rule) => studio.edit(path, rule)} />}
      {error && <p class="field-error">{error}</p>}
    </div>
  );
}
