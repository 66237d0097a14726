/** Exact scoring of one visit; twin of backend/domain/scoring.py. Both run tests/vectors and agree to the digit. */

import { walk, valueOf, type Item } from './answers';
import { add, asNumber, compare, exact, higher, lower, over, tenths, times, whole, ZERO, type Fraction } from './fraction';
import { typeOf } from './questions';
import { pointsWithoutContact } from './questions/bands';
import type {
  Answers,
  Counts,
  Definition,
  PhotoCounts,
  Question,
  QuestionScore,
  Score,
  ScoreCard,
  ScoringSettings,
  Section,
  SectionScore,
} from './types';

export const RULE_VERSION = '1';
const HUNDRED = whole(100);

/** One question with what it brings: `points` is null where it leaves numerator and denominator alike. */
type Counted = {
  readonly item: Item;
  readonly state: QuestionScore['state'];
  readonly points: Fraction | null;
  readonly maximum: Fraction | null;
};
type Part = { readonly section: Section; readonly percent: Fraction | null; readonly score: SectionScore };

export function scoreVisit(definition: Definition, answers: Answers, photoCounts: PhotoCounts): ScoreCard {
  const settings = definition.scoring;
  const counted = walk(definition, answers, photoCounts).map(count);
  const parts = definition.sections.map((section) =>
    scoreSection(section, counted.filter((one) => one.item.section === section), settings),
  );
  const overall = overallOf(counted, parts, settings);
  const reasons = reasonsOf(counted, parts);
  return {
    rule_version: RULE_VERSION,
    mode: settings.mode,
    overall: asScore(overall),
    outcome: reasons.length > 0 ? 'fail' : counted.some(counts) ? 'pass' : null,
    reasons,
    band: bandOf(overall, settings),
    delight: asScore(percentage(counted.filter(isDelight), settings)),
    renormalised: settings.mode === 'sections' && overall !== null && parts.some(droppedOut),
    sections: parts.map((part) => part.score),
    questions: counted.map(questionScore),
    counts: tally(counted),
  };
}

function count(item: Item): Counted {
  const { question } = item;
  const type = typeOf(question);
  const maximum = question.scored ? type.maximum(question) : null;
  if (item.state === 'hidden') return { item, state: 'hidden', points: null, maximum: null };
  if (maximum === null) return { item, state: 'unscored', points: null, maximum: null };
  if (item.state === 'answered') {
    return { item, state: 'scored', points: type.points(question, valueOf(item)), maximum };
  }
  if (item.state === 'no_contact') return { item, state: 'scored', points: pointsWithoutContact(question), maximum };
  if (item.state === 'unanswered' && question.required) return { item, state: 'unanswered', points: ZERO, maximum };
  return { item, state: item.state, points: null, maximum: null };
}

function isDelight(one: Counted): boolean {
  return one.item.question.kind === 'delight';
}

function counts(one: Counted): boolean {
  return one.points !== null && !isDelight(one);
}

/** Weights multiply points and reachable maximum alike; a bonus adds to the points only. */
function percentage(counted: readonly Counted[], settings: ScoringSettings): Fraction | null {
  let points = ZERO;
  let reachable = ZERO;
  for (const { item, points: own, maximum } of counted) {
    if (own === null || maximum === null) continue;
    const weight = exact(item.question.weight);
    points = add(points, times(weight, own));
    if (!item.question.bonus) reachable = add(reachable, times(weight, maximum));
  }
  return reachable.num === 0n ? null : limited(over(times(HUNDRED, points), reachable), settings);
}

function limited(percent: Fraction, settings: ScoringSettings): Fraction {
  const floored = settings.floor_at_zero ? higher(percent, ZERO) : percent;
  return settings.bonus_cap === null ? floored : lower(floored, exact(settings.bonus_cap));
}

/** A repeated section that was met no time has no questions here: nothing was assessed. */
function scoreSection(section: Section, counted: readonly Counted[], settings: ScoringSettings): Part {
  const percent = percentage(counted.filter(counts), settings);
  const passed = section.gate === null || percent === null ? null : compare(percent, exact(section.gate)) >= 0;
  const { id, touchpoint, weight, gate } = section;
  const score = { id, touchpoint, weight, score: asScore(percent), gate, gate_passed: passed, counts: tally(counted) };
  return { section, percent, score };
}

function overallOf(counted: readonly Counted[], parts: readonly Part[], settings: ScoringSettings): Fraction | null {
  if (settings.mode === 'pooled') return percentage(counted.filter(counts), settings);
  let weights = ZERO;
  let total = ZERO;
  for (const { percent, score } of parts) {
    if (percent === null) continue;
    weights = add(weights, exact(score.weight));
    total = add(total, times(exact(score.weight), percent));
  }
  return weights.num === 0n ? null : over(total, weights);
}

/** Whether a section that could have been scored dropped out of the weighted mean. */
function droppedOut(part: Part): boolean {
  return part.percent === null && part.score.weight > 0 && part.section.questions.some(couldCount);
}

function couldCount({ scored, kind, bonus, weight }: Question): boolean {
  return scored && kind !== 'delight' && !bonus && weight > 0;
}

function reasonsOf(counted: readonly Counted[], parts: readonly Part[]): ScoreCard['reasons'] {
  const criticals = counted.filter(fails).map((one) => ({ code: 'critical_failed' as const, id: one.item.key }));
  const gates = parts.filter(({ score }) => score.gate_passed === false);
  return [...criticals, ...gates.map(({ score }) => ({ code: 'section_below_gate' as const, id: score.id }))];
}

function fails({ item, state, points, maximum }: Counted): boolean {
  const { critical } = item.question;
  if (critical === null || points === null || maximum === null) return false;
  const needed = critical.pass_at === null ? maximum : exact(critical.pass_at);
  return state === 'unanswered' || compare(points, needed) < 0;
}

function bandOf(percent: Fraction | null, settings: ScoringSettings): string | null {
  if (percent === null) return null;
  const band = settings.bands.find(({ from }) => from === null || compare(percent, exact(from)) >= 0);
  return band?.id ?? null;
}

/** How many questions of each state; shown delight questions are a base of their own. */
function tally(counted: readonly Counted[]): Counts {
  const counts = { scored: 0, not_applicable: 0, not_observed: 0, hidden: 0, unanswered: 0, unscored: 0, delight: 0 };
  for (const one of counted) counts[isDelight(one) && one.state !== 'hidden' ? 'delight' : one.state] += 1;
  return counts;
}

function questionScore({ item, state, points, maximum }: Counted): QuestionScore {
  return {
    id: item.key,
    state,
    points: points === null ? null : asNumber(points),
    max: maximum === null ? null : asNumber(maximum),
    weight: item.question.weight,
  };
}

function asScore(percent: Fraction | null): Score {
  if (percent === null) return { num: '0', den: '0', tenths: null };
  return { num: String(percent.num), den: String(percent.den), tenths: tenths(percent) };
}
