/** The shapes the engine works on: a checklist's definition, answers, and the score card. */

export type Text = Readonly<Record<string, string>>;

export type Rule = { readonly op: string; readonly v: unknown };
export type Comparison = Rule & { readonly q: string };
export type Condition =
  | Comparison
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition };

export type Option = {
  readonly id: string;
  readonly label: Text;
  readonly points: number;
  readonly exclusive?: boolean;
};
export type PointsBand = { readonly up_to: number | null; readonly points: number };
/** Who stops a clock: an automatic reply never stops one that waits for a person. */
export type Contact = 'automatic' | 'person';
/** An observation clock on a duration; the window is in whole seconds after the start. */
export type Clock = {
  readonly start: string;
  readonly contact: Contact;
  readonly opens: number;
  readonly closes: number;
};
export type Scale = { readonly min: number; readonly max: number; readonly labels: Readonly<Record<string, Text>> };

export type QuestionTypeName =
  | 'yes_no'
  | 'single_choice'
  | 'multiple_choice'
  | 'scale'
  | 'number'
  | 'duration'
  | 'timestamp'
  | 'text'
  | 'photo'
  | 'place'
  | 'signature';

/** What every question has, and after it the parts that only some types have. */
export type Question = {
  readonly id: string;
  readonly type: QuestionTypeName;
  readonly text: Text;
  readonly guidance: Text | null;
  readonly good: Text | null;
  readonly poor: Text | null;
  readonly kind: 'basic' | 'delight';
  readonly required: boolean;
  readonly critical: { readonly pass_at: number | null } | null;
  readonly weight: number;
  readonly scored: boolean;
  readonly bonus: boolean;
  readonly allow_na: boolean;
  readonly allow_not_observed: boolean;
  readonly visible_if: Condition | null;
  readonly photo: { readonly min: number; readonly max: number; readonly when: Rule | null };
  readonly comment: { readonly when: Rule | 'always' | null };
  readonly options?: readonly Option[];
  readonly cap?: number | null;
  readonly scale?: Scale;
  readonly unit?: Text | null;
  readonly min?: number | null;
  readonly max?: number | null;
  readonly decimals?: number;
  readonly bands?: readonly PointsBand[] | null;
  readonly clock?: Clock;
  readonly multiline?: boolean;
  readonly max_length?: number;
};

/** A section asked once for each of several things met; `by` is its first question and says what an entry is about. */
export type Repeat = { readonly by: string; readonly min: number; readonly max: number; readonly label: Text };

export type Section = {
  readonly id: string;
  readonly title: Text;
  readonly intro: Text | null;
  readonly touchpoint: string;
  readonly team: string | null;
  readonly weight: number;
  readonly gate: number | null;
  readonly visible_if: Condition | null;
  readonly repeat?: Repeat;
  readonly questions: readonly Question[];
};

export type Band = { readonly id: string; readonly from: number | null; readonly label: Text };
export type ScoringSettings = {
  readonly mode: 'sections' | 'pooled';
  readonly floor_at_zero: boolean;
  readonly bonus_cap: number | null;
  readonly bands: readonly Band[];
};

export type Definition = {
  readonly id: string;
  readonly title: Text;
  readonly description: Text | null;
  readonly language: string;
  readonly languages: readonly string[];
  /** Only where the next team is the customer. */
  readonly customer?: 'internal';
  readonly scoring: ScoringSettings;
  readonly sections: readonly Section[];
};

export type AnswerState = 'answered' | 'not_applicable' | 'not_observed' | 'no_contact' | 'cleared';
/** The part of an answer that has a meaning; rows of the store and of the API fit as they are. */
export type Answer = {
  readonly state: AnswerState;
  readonly value?: unknown;
  readonly comment?: string | null;
  readonly waiver?: string | null;
};
/** By key: the question's id, in a repeated section with its entry behind it (entries.ts). */
export type Answers = Readonly<Record<string, Answer>>;
export type PhotoCounts = Readonly<Record<string, number>>;

export type ItemState = 'answered' | 'not_applicable' | 'not_observed' | 'no_contact' | 'unanswered' | 'hidden';
export type CountState =
  | 'scored'
  | 'not_applicable'
  | 'not_observed'
  | 'hidden'
  | 'unanswered'
  | 'unscored'
  | 'delight';
export type Counts = Record<CountState, number>;

/** num/den is the percentage as a reduced fraction; den "0" means that nothing was assessed. */
export type Score = { readonly num: string; readonly den: string; readonly tenths: number | null };
export type SectionScore = {
  readonly id: string;
  readonly touchpoint: string;
  readonly weight: number;
  readonly score: Score;
  readonly gate: number | null;
  readonly gate_passed: boolean | null;
  readonly counts: Counts;
};
/** `id` is the key of the answer. */
export type QuestionScore = {
  readonly id: string;
  readonly state: Exclude<CountState, 'delight'>;
  readonly points: number | null;
  readonly max: number | null;
  readonly weight: number;
};
export type ScoreCard = {
  readonly rule_version: string;
  readonly mode: 'sections' | 'pooled';
  readonly overall: Score;
  readonly outcome: 'pass' | 'fail' | null;
  readonly reasons: readonly { readonly code: 'critical_failed' | 'section_below_gate'; readonly id: string }[];
  readonly band: string | null;
  readonly delight: Score;
  readonly renormalised: boolean;
  readonly sections: readonly SectionScore[];
  readonly questions: readonly QuestionScore[];
  readonly counts: Counts;
};

export type OpenCode = 'unanswered' | 'comment_required' | 'photo_required' | 'invalid' | 'too_many_entries';
/** `question_id` is the key of the answer. */
export type OpenItem = { readonly question_id: string; readonly code: OpenCode; readonly reason: string | null };
