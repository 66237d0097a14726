/** What the API says, by the names the screens use. */
import type { Definition, ScoreCard } from '../engine';

export type Page<T> = { items: T[]; next: string | null };
export type RoleName = 'administrator' | 'area_manager' | 'auditor' | 'centre_manager';
export type Grant = { role: RoleName; area_id: string | null; centre_id: string | null };
export type Me = {
  id: string;
  email: string;
  name: string;
  language: string;
  roles: Grant[];
  permissions: string[];
  row_version: number;
};
export type Session = {
  id: string;
  current: boolean;
  created_at: string;
  last_seen_at: string;
  expires_at: string;
  user_agent: string;
};
export type User = {
  id: string;
  email: string;
  name: string;
  language: string;
  active: boolean;
  invited: boolean;
  roles: Grant[];
  row_version: number;
};
export type Auditor = { id: string; name: string };
export type SystemInfo = { version: string; simulated: boolean; origin: string; password_rules: string[] };
export type Area = { id: string; parent_id: string | null; code: string; name: string; row_version: number };
export type Centre = {
  id: string;
  area_id: string;
  area_name: string;
  code: string;
  name: string;
  city: string;
  time_zone: string;
  active: boolean;
  row_version: number;
};
export type Touchpoint = { code: string; name: Readonly<Record<string, string>>; position: number; team_code: string | null };
export type Wave = { id: string; programme_id: string; code: string; name: string; starts_on: string; ends_on: string };
export type Scenario = { id: string; title: string; persona: string };

export type Checklist = {
  id: string;
  slug: string;
  title: string;
  latest_version: { id: string; number: number; published_at: string; content_hash: string } | null;
};
export type ChecklistVersion = {
  id: string;
  checklist_id: string;
  slug: string;
  number: number;
  title: string;
  content_hash: string;
  published_at: string;
};
export type ChecklistVersionFull = ChecklistVersion & { definition: Definition };

export type VisitStatus =
  | 'planned'
  | 'accepted'
  | 'in_progress'
  | 'awaiting_follow_up'
  | 'submitted'
  | 'returned'
  | 'approved'
  | 'appealed'
  | 'cancelled'
  | 'void';
export type VisitScore = {
  percent: number | null;
  tenths: number | null;
  band: string | null;
  outcome: 'pass' | 'fail' | null;
};
export type VisitSummary = {
  id: string;
  status: VisitStatus;
  centre: Pick<Centre, 'id' | 'code' | 'name' | 'city' | 'time_zone' | 'area_id' | 'area_name'>;
  auditor: { id: string; name: string } | null;
  wave: { id: string; code: string; name: string } | null;
  checklist: { version_id: string; slug: string; title: string; number: number };
  window_from: string;
  window_to: string;
  due_at: string | null;
  visited_on: string | null;
  submitted_at: string | null;
  decided_at: string | null;
  score: VisitScore | null;
  open_return: boolean;
  photo_count: number;
  row_version: number;
  updated_at: string;
};
export type AnswerState = 'answered' | 'not_applicable' | 'not_observed' | 'cleared';
export type AnswerRow = {
  question_id: string;
  revision_id: string;
  state: AnswerState;
  value: unknown;
  comment: string | null;
  waiver: string | null;
  updated_at: string;
};
export type PhotoRow = {
  id: string;
  visit_id: string;
  question_id: string | null;
  sha256: string;
  size: number;
  width: number | null;
  height: number | null;
  caption: string | null;
  taken_at: string | null;
  status: 'received' | 'ready' | 'unreadable';
  created_at: string;
};
export type VisitReturn = {
  id: string;
  at: string;
  note: string | null;
  due_at: string | null;
  reviewer_name: string;
  items: { question_id: string; reason: string }[];
};
export type Action = 'replan' | 'accept' | 'answer' | 'submit' | 'return' | 'approve' | 'cancel' | 'void' | 'report';
export type Visit = VisitSummary & {
  answers: AnswerRow[];
  photos: PhotoRow[];
  score_card: ScoreCard | null;
  client_score: { tenths: number | null; outcome: string | null } | null;
  score_agrees: boolean | null;
  returns: VisitReturn[];
  review: { decision: string; note: string | null; at: string; reviewer_name: string } | null;
  arrived_at: string | null;
  left_at: string | null;
  attested_at: string | null;
  allowed: Action[];
};
export type TrailRow = {
  at: string;
  actor_name: string | null;
  action: string;
  from_status: string | null;
  to_status: string | null;
  why: string | null;
  details: unknown;
};
export type Report = {
  id: string;
  kind: string;
  visit_id: string | null;
  edition: 'review' | 'centre';
  status: 'queued' | 'running' | 'ready' | 'failed' | 'cancelled';
  done: number;
  total: number | null;
  step: string | null;
  sha256: string | null;
  size: number | null;
  pages: number | null;
  created_at: string;
  error: string | null;
};

export type PeriodKind = 'quarter' | 'month' | 'wave';
export type Period = { code: string; label: string; starts_on: string; ends_on: string };
export type ComparisonValue = {
  period: string;
  mean: number | null;
  low: number | null;
  high: number | null;
  visits: number;
  excluded: number;
  low_base: boolean;
  checklists: string[];
};
export type Change = { from: number; to: number; diff: number; low: number | null; high: number | null; p: number | null; clear: boolean };
export type Series = {
  kind: 'centre' | 'area' | 'chain';
  id: string | null;
  name: string;
  area_name: string | null;
  values: (ComparisonValue | null)[];
  change: Change | null;
};
export type Comparison = {
  measure: string;
  aggregate: string;
  period_kind: PeriodKind;
  periods: Period[];
  series: Series[];
  sentence: string;
  simulated: boolean;
  centres_left_out: number;
};
