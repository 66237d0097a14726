/** The shapes of the figures, by the names these pages use. */
import type { PeriodKind as Kind } from './asked';

export type PeriodKind = Kind;
export type Unit = 'percent' | 'share' | 'minutes';
export type Method = 'student_t' | 'cluster_t' | 'wilson';

export type Period = { code: string; label: string; starts_on: string; ends_on: string };

/** One mean with all it rests on; `mean`, `low` and `high` in the measure's unit. */
export type Figure = {
  period: string;
  mean: number;
  low: number | null;
  high: number | null;
  method: Method | null;
  visits: number;
  centres: number;
  applicable: number;
  excluded: number;
  low_base: boolean;
  checklists: string[];
};

/** `clear` is the only licence for an arrow or a bold figure. */
export type Change = {
  from: string;
  to: string;
  diff: number;
  low: number | null;
  high: number | null;
  p: number | null;
  q: number | null;
  clear: boolean;
  test: string | null;
};

export type Series = {
  kind: 'centre' | 'area' | 'team' | 'chain';
  id: string | null;
  name: string;
  area_name: string | null;
  values: (Figure | null)[];
  change: Change | null;
  like_for_like: (Figure | null)[];
};

export type Measure = { code: string; name: string; unit: Unit; kind: string; checklist: string | null };
export type Touchpoint = { code: string; name: string; figure: Figure | null; chain: Figure | null; change: Change | null };

export type Item = {
  measure: string;
  question_id: string;
  checklist: string;
  text: string;
  touchpoint: string | null;
  figure: Figure;
  chain: Figure | null;
  change: Change | null;
};

export type Scope = { kind: 'chain' | 'area' | 'centre'; id: string | null; name: string };

export type Overview = {
  scope: Scope;
  periods: Period[];
  headline: Series;
  compliance: Series | null;
  delight: Series | null;
  parts: Series[];
  touchpoints: Touchpoint[];
  strongest: Item[];
  weakest: Item[];
  attention: { id: string; name: string; reason: string }[];
  sentence: string;
  simulated: boolean;
};

export type CentrePhoto = { visit_id: string; photo_id: string; question_id: string | null; caption: string | null; visited_on: string };

export type CentreFigures = {
  centre: { id: string; name: string; area_id: string; area_name: string; city: string };
  periods: Period[];
  headline: Series;
  chain: Series;
  compliance: Series | null;
  delight: Series | null;
  touchpoints: Touchpoint[];
  strongest: Item[];
  weakest: Item[];
  photos: CentrePhoto[];
  sentence: string;
  simulated: boolean;
};

export type Places = { low: number; high: number };

export type LeagueRow = {
  id: string;
  name: string;
  area_name: string | null;
  figure: Figure;
  shrunk: number | null;
  /** None below four visits. Centres whose places overlap are not told apart. */
  rank: Places | null;
  change: Change | null;
  sensitivity: Places | null;
};

export type Reliability = { icc: number; visits_per_centre: number; reliability: number; visits_needed: number };

export type League = {
  measure: string;
  unit: Unit;
  aggregate: string;
  period: Period;
  scope: Scope;
  rows: LeagueRow[];
  reliability: Reliability | null;
  sentence: string;
  simulated: boolean;
};

export type Behind = {
  visit_id: string;
  centre_id: string;
  centre_name: string;
  visited_on: string;
  value: number | null;
  state: string;
  answer: string | null;
  comment: string | null;
  photos: string[];
};

export type DrillDown = {
  figure: Figure | null;
  unit: Unit;
  distribution: { label: string; count: number; share: number }[];
  items: Behind[];
  next: string | null;
};

export type ControlChart = {
  measure: string;
  unit: Unit;
  points: { visit_id: string; visited_on: string; value: number; signal: 'beyond' | 'run' | null }[];
  centre_line: number | null;
  lower: number | null;
  upper: number | null;
  enough: boolean;
  sentence: string;
};

export type AuditorRow = {
  id: string;
  name: string;
  visits: number;
  centres: number;
  difference: number | null;
  low: number | null;
  high: number | null;
  q: number | null;
  clear: boolean;
};

/** `left_out`: auditors with too few visits where others were too. */
export type AuditorScoring = { auditors: AuditorRow[]; left_out: number; sentence: string };

export type Coverage = { id: string; name: string; area_name: string | null; planned: number; visited: number; approved: number };

export type Action = {
  id: string;
  centre_id: string;
  centre_name: string;
  title: string;
  measure: string | null;
  visit_id: string | null;
  question_id: string | null;
  due_on: string;
  overdue: boolean;
  status: 'open' | 'done' | 'dropped';
  done_note: string;
  opened_by: string;
  opened_at: string;
  closed_by: string | null;
  closed_at: string | null;
  photos: string[];
  may_become: ('open' | 'done' | 'dropped')[];
  may_change: boolean;
  row_version: number;
};
