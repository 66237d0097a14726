/** The definition a draft means just now, for the preview: what is missing or wrong is left out, never an error. */
import { QUESTION_TYPES, type Band, type Condition, type Definition, type Option, type PointsBand, type Question, type QuestionTypeName, type Rule, type Section, type Text } from '../../engine';
import { asList, asText, asThing, asWords, isThing, languagesOf, questionsOf, sectionsOf, type Doc, type Thing } from './document';

const BANDS: readonly [string, number | null, Text][] = [
  ['amazing', 90, { en: 'Amazing', de: 'Großartig' }],
  ['good', 75, { en: 'Good', de: 'Gut' }],
  ['fair', 60, { en: 'Fair', de: 'Ausreichend' }],
  ['poor', null, { en: 'Poor', de: 'Schwach' }],
];
const YES: Option = { id: 'yes', label: { en: 'Yes', de: 'Ja' }, points: 1 };
const NO: Option = { id: 'no', label: { en: 'No', de: 'Nein' }, points: 0 };
const MOST = 1_000_000;

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

export function optionsOf(doc: Doc, question: Thing): Option[] {
  const options = asList(question['options']).map((one) => option(doc, asThing(one)));
  if (options.length > 0) return options;
  return typeName(question) === 'yes_no' ? [YES, NO] : [];
}

function option(doc: Doc, one: Thing): Option {
  return { id: asText(one['id']), label: asWords(doc, one['label']), points: number(one['points'], 0), exclusive: flag(one['exclusive']) };
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

function ownParts(doc: Doc, question: Thing, type: QuestionTypeName): Partial<Question> {
  const scale = asThing(question['scale']);
  const low = whole(scale['min'], 0);
  const labels = Object.entries(asThing(scale['labels'])).map(([step, words]) => [step, asWords(doc, words)] as const);
  const unit = question['unit'] === undefined ? null : asWords(doc, question['unit']);
  switch (type) {
    case 'yes_no':
    case 'single_choice':
      return { options: optionsOf(doc, question) };
    case 'multiple_choice':
      return { options: optionsOf(doc, question), cap: number(question['cap'], null) };
    case 'scale':
      return { scale: { min: low, max: Math.min(low + 50, Math.max(low + 1, whole(scale['max'], low + 4))), labels: Object.fromEntries(labels) } };
    case 'number': {
      const decimals = Math.min(3, Math.max(0, whole(question['decimals'], 0)));
      return { unit, min: number(question['min'], null), max: number(question['max'], null), decimals, bands: bands(question['bands']) };
    }
    case 'duration':
      return { bands: bands(question['bands']) };
    case 'text':
      return { multiline: flag(question['multiline']), max_length: whole(question['max_length'], 2000) };
    default:
      return {};
  }
}

function optional(doc: Doc, words: unknown): Text | null {
  return words === undefined || words === null || words === '' ? null : asWords(doc, words);
}

function photoOf(question: Thing, type: QuestionTypeName): Question['photo'] {
  const photo = asThing(question['photo']);
  const when = rule(photo['when']);
  const min = whole(photo['min'], when || QUESTION_TYPES[type].answeredByPhoto ? 1 : 0);
  return { min, max: Math.max(min, whole(photo['max'], 4)), when };
}

function question(doc: Doc, one: Thing): Question {
  const type = typeName(one);
  const when = asThing(one['comment'])['when'];
  const critical = one['critical'];
  const whole: Question = {
    id: asText(one['id']),
    type,
    text: asWords(doc, one['text']),
    guidance: optional(doc, one['guidance']),
    good: optional(doc, one['good']),
    poor: optional(doc, one['poor']),
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
    ...ownParts(doc, one, type),
  };
  return { ...whole, scored: flag(one['scored'], true) && QUESTION_TYPES[type].maximum(whole) !== null };
}

function section(doc: Doc, one: Thing): Section {
  return {
    id: asText(one['id']),
    title: asWords(doc, one['title']),
    intro: optional(doc, one['intro']),
    touchpoint: asText(one['touchpoint']),
    team: asText(one['team']) || null,
    weight: Math.max(0, number(one['weight'], 1)),
    gate: number(one['gate'], null),
    visible_if: condition(one['visible_if']),
    questions: questionsOf(one).map((inner) => question(doc, inner)),
  };
}

function scoreBands(doc: Doc, value: unknown): Band[] {
  const found = asList(value).map(asThing);
  if (found.length === 0) return BANDS.map(([id, from, label]) => ({ id, from, label }));
  return found.map((band) => ({ id: asText(band['id']), from: number(band['from'], null), label: asWords(doc, band['label']) }));
}

export function compile(doc: Doc): Definition {
  const scoring = asThing(doc['scoring']);
  return {
    id: asText(doc['id']),
    title: asWords(doc, doc['title']),
    description: optional(doc, doc['description']),
    language: asText(doc['language']) || 'en',
    languages: languagesOf(doc),
    scoring: {
      mode: scoring['mode'] === 'pooled' ? 'pooled' : 'sections',
      floor_at_zero: flag(scoring['floor_at_zero']),
      bonus_cap: number(scoring['bonus_cap'], null),
      bands: scoreBands(doc, scoring['bands']),
    },
    sections: sectionsOf(doc).map((one) => section(doc, one)),
  };
}

/** The engine counts on what every published checklist has: a question in each section. */
export function playable(definition: Definition): Definition {
  return { ...definition, sections: definition.sections.filter((one) => one.questions.length > 0) };
}
