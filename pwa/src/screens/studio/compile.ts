/**
 * The definition a draft means just now, for the preview: what is missing or wrong is left out, never an error.
 * A part of the draft that was left alone is the same object as before, so only what changed is compiled again.
 */
import {
  QUESTION_TYPES,
  type Band,
  type Condition,
  type Definition,
  type Option,
  type PointsBand,
  type Question,
  type QuestionTypeName,
  type Rule,
  type Section,
  type Text,
} from '../../engine';
import { anyWord, asList, asText, asThing, asWords, isThing, languagesOf, wordIn, questionsOf, sectionsOf, type Doc, type Thing } from './document';

const BANDS: readonly [string, number | null, Text][] = [
  ['amazing', 90, { en: 'Amazing', de: 'Großartig' }],
  ['good', 75, { en: 'Good', de: 'Gut' }],
  ['fair', 60, { en: 'Fair', de: 'Ausreichend' }],
  ['poor', null, { en: 'Poor', de: 'Schwach' }],
];
const YES: Option = { id: 'yes', label: { en: 'Yes', de: 'Ja' }, points: 1 };
const NO: Option = { id: 'no', label: { en: 'No', de: 'Nein' }, points: 0 };
const MOST = 1_000_000;
/** A slip of the finger must not draw a million buttons. */
const MOST_STEPS = 100;
/** Texts as the preview is to show them. */
type Say = (words: unknown) => Text;

function sayIn(doc: Doc, only: string | null): Say {
  if (only === null) return (words) => asWords(doc, words);
  const main = asText(doc['language']) || 'en';
  return (words) => ({ [only]: wordIn(doc, words, only) || wordIn(doc, words, main) || anyWord(words, only) });
}

/** At most three decimals, as scores are exact. */
function number<T extends number | null>(value: unknown, otherwise: T): number | T {
  if (typeof value !== 'number' || !Number.isFinite(value) || Math.abs(value) > MOST) return otherwise;
  return Math.round(value * 1000) / 1000;
}
const whole = (value: unknown, otherwise: number): number => Math.round(number(value, otherwise));
const flag = (value: unknown, otherwise = false): boolean => (typeof value === 'boolean' ? value : otherwise);

export function typeName(question: Thing): QuestionTypeName {
  const name = asText(question['type']);
  return Object.hasOwn(QUESTION_TYPES, name) ? (name as QuestionTypeName) : 'yes_no';
}

export const optionsOf = (doc: Doc, question: Thing): Option[] => options(sayIn(doc, null), question);

function options(say: Say, question: Thing): Option[] {
  const options = asList(question['options']).map((one) => option(say, typeName(question), asThing(one)));
  if (options.length > 0) return options;
  return typeName(question) === 'yes_no' ? [YES, NO].map((one) => ({ ...one, label: say(one.label) })) : [];
}

function option(say: Say, type: QuestionTypeName, one: Thing): Option {
  return { id: asText(one['id']), label: say(one['label']), points: number(one['points'], 0), ...(type === 'multiple_choice' && { exclusive: flag(one['exclusive']) }) };
}

function rule(value: unknown): Rule | null {
  const { op, v } = asThing(value);
  if (typeof op !== 'string') return null;
  return { op, v: op === 'answered' ? true : op === 'in' ? asList(v) : v };
}

function condition(value: unknown): Condition | null {
  const one = asThing(value);
  for (const word of ['all', 'any'] as const)
    if (Array.isArray(one[word])) {
      const parts = one[word].map(condition).filter((part) => part !== null);
      return word === 'all' ? { all: parts } : { any: parts };
    }
  if (isThing(one['not'])) {
    const inner = condition(one['not']);
    return inner && { not: inner };
  }
  const own = rule(one);
  return own && typeof one['q'] === 'string' ? { q: one['q'], ...own } : null;
}

function bands(value: unknown): PointsBand[] | null {
  const found = asList(value).map(asThing);
  if (found.length === 0) return null;
  return found.map((band, index) => ({
    up_to: index === found.length - 1 ? null : number(band['up_to'], null),
    points: number(band['points'], 0),
  }));
}

function ownParts(say: Say, question: Thing, type: QuestionTypeName): Partial<Question> {
  const scale = asThing(question['scale']);
  const low = whole(scale['min'], 0);
  const labels = Object.entries(asThing(scale['labels'])).map(([step, words]) => [step, say(words)] as const);
  const unit = optional(say, question['unit']);
  switch (type) {
    case 'yes_no':
    case 'single_choice':
      return { options: options(say, question) };
    case 'multiple_choice':
      return { options: options(say, question), cap: number(question['cap'], null) };
    case 'scale':
      return { scale: { min: low, max: Math.min(low + MOST_STEPS, Math.max(low + 1, whole(scale['max'], low + 4))), labels: Object.fromEntries(labels) } };
    case 'number': {
      const decimals = Math.min(3, Math.max(0, whole(question['decimals'], 0)));
      return { unit, min: number(question['min'], null), max: number(question['max'], null), decimals, bands: bands(question['bands']) };
    }
    case 'duration':
      return { bands: bands(question['bands']), ...clockOf(question) };
    case 'text':
      return { multiline: flag(question['multiline']), max_length: whole(question['max_length'], 2000) };
    default:
      return {};
  }
}

/** A clock without an end or a beginning is none yet. */
function clockOf(question: Thing): Pick<Question, 'clock'> {
  const { start, contact, opens, closes } = asThing(question['clock']);
  const [from, to] = [whole(opens, 0), whole(closes, 0)];
  if (asText(start) === '' || from < 0 || to <= from) return {};
  return { clock: { start: asText(start), contact: contact === 'automatic' ? contact : 'person', opens: from, closes: to } };
}

function optional(say: Say, words: unknown): Text | null {
  return words === undefined || words === null || words === '' ? null : say(words);
}

function photoOf(question: Thing, type: QuestionTypeName): Question['photo'] {
  const photo = asThing(question['photo']);
  const when = rule(photo['when']);
  const min = whole(photo['min'], when || QUESTION_TYPES[type].answeredByPhoto ? 1 : 0);
  return { min, max: Math.max(min, whole(photo['max'], 4)), when };
}

function question(say: Say, one: Thing): Question {
  const type = typeName(one);
  const when = asThing(one['comment'])['when'];
  const critical = one['critical'];
  const whole: Question = {
    id: asText(one['id']),
    type,
    text: say(one['text']),
    guidance: optional(say, one['guidance']),
    good: optional(say, one['good']),
    poor: optional(say, one['poor']),
    kind: one['kind'] === 'delight' ? 'delight' : 'basic',
    required: flag(one['required'], true),
    critical: isThing(critical) ? { pass_at: number(critical['pass_at'], null) } : critical === true ? { pass_at: null } : null,
    weight: Math.max(0, number(one['weight'], 1)),
    scored: false,
    bonus: flag(one['bonus']),
    allow_na: flag(one['allow_na']),
    allow_not_observed: flag(one['allow_not_observed']),
    visible_if: condition(one['visible_if']),
    photo: photoOf(one, type),
    comment: { when: when === 'always' ? 'always' : rule(when) },
    ...ownParts(say, one, type),
  };
  return { ...whole, scored: flag(one['scored'], true) && QUESTION_TYPES[type].maximum(whole) !== null };
}

/** Only a first question that everybody answers can tell entries apart. */
function repeatOf(say: Say, one: Thing, [first]: readonly Question[]): Pick<Section, 'repeat'> {
  const { by, min, max, label } = asThing(one['repeat']);
  if (!first || first.id !== by || first.type !== 'single_choice' || first.visible_if || first.allow_na || first.allow_not_observed) return {};
  const fewest = Math.min(20, Math.max(0, whole(min, 1)));
  return { repeat: { by: first.id, min: fewest, max: Math.min(20, Math.max(1, fewest, whole(max, 10))), label: say(label) } };
}

function section(say: Say, one: Thing, compiled: (inner: Thing) => Question): Section {
  const questions = questionsOf(one).map(compiled);
  return {
    id: asText(one['id']),
    title: say(one['title']),
    intro: optional(say, one['intro']),
    touchpoint: asText(one['touchpoint']),
    team: asText(one['team']) || null,
    weight: Math.max(0, number(one['weight'], 1)),
    gate: number(one['gate'], null),
    visible_if: condition(one['visible_if']),
    questions,
    ...repeatOf(say, one, questions),
  };
}

function scoreBands(say: Say, value: unknown): Band[] {
  const found = asList(value).map(asThing);
  if (found.length === 0) return BANDS.map(([id, from, label]) => ({ id, from, label: say(label) }));
  return found.map((band) => ({ id: asText(band['id']), from: number(band['from'], null), label: say(band['label']) }));
}

function kept<K extends object, V>(store: WeakMap<K, V>, key: K, make: () => V): V {
  const found = store.get(key) ?? make();
  store.set(key, found);
  return found;
}

export class Compiler {
  private questions = new WeakMap<Thing, Question>();
  private sections = new WeakMap<Thing, Section>();
  private said = '';

  /** `wanted` narrows every text to one language, for somebody who wants to see that one. */
  compile(doc: Doc, wanted: string | null = null): Definition {
    const only = wanted !== null && languagesOf(doc).includes(wanted) ? wanted : null;
    const said = `${asText(doc['language'])} ${only}`;
    if (said !== this.said) [this.questions, this.sections, this.said] = [new WeakMap(), new WeakMap(), said];
    const say = sayIn(doc, only);
    const compiled = (one: Thing): Question => kept(this.questions, one, () => question(say, one));
    const scoring = asThing(doc['scoring']);
    return {
      id: asText(doc['id']),
      title: say(doc['title']),
      description: optional(say, doc['description']),
      language: asText(doc['language']) || 'en',
      languages: languagesOf(doc),
      ...(doc['customer'] === 'internal' && { customer: 'internal' as const }),
      scoring: {
        mode: scoring['mode'] === 'pooled' ? 'pooled' : 'sections',
        floor_at_zero: flag(scoring['floor_at_zero']),
        bonus_cap: number(scoring['bonus_cap'], null),
        bands: scoreBands(say, scoring['bands']),
      },
      sections: sectionsOf(doc).map((one) => kept(this.sections, one, () => section(say, one, compiled))),
    };
  }
}

export const compile = (doc: Doc): Definition => new Compiler().compile(doc);

/** The engine counts on what every published checklist has: a question in each section. */
export function playable(definition: Definition): Definition {
  return { ...definition, sections: definition.sections.filter((one) => one.questions.length > 0) };
}
