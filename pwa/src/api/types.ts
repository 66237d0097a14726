/** What the API says, by the names the screens use: the generated document, made exact where only we know more. */
import type { Definition, ScoreCard } from '../engine';
import type { FieldProblem } from './problem';
import type { components } from './schema';

type Out = components['schemas'];
type With<Base, More> = Omit<Base, keyof More> & More;

export type Page<T> = { items: T[]; next: string | null };

export type RoleName = 'administrator' | 'area_manager' | 'auditor' | 'centre_manager';
export type Grant = With<Out['RoleOut'], { role: RoleName }>;
export type Me = With<Out['MeOut'], { roles: Grant[] }>;
export type User = With<Out['UserOut'], { roles: Grant[] }>;
export type Auditor = Out['AuditorOut'];
export type Session = Out['SessionOut'];
export type SystemInfo = Out['SystemOut'];

export type Area = Out['AreaOut'];
export type Centre = Out['CentreOut'];
export type Touchpoint = Out['TouchpointOut'];
export type Wave = Out['WaveOut'];
export type Scenario = Out['ScenarioOut'];

export type Checklist = Out['ChecklistOut'];
export type ChecklistVersion = Out['ChecklistVersionOut'];
export type ChecklistVersionFull = With<Out['FullVersionOut'], { definition: Definition }>;

export type Differences = Out['DifferencesOut'];
export type Difference = Out['DifferenceOut'];
export type Effect = Difference['effect'];

export type ItemReport = Out['ItemReportOut'];
export type Item = Out['ItemOut'];
export type Share = Out['ShareOut'];
export type Agreement = Out['AgreementOut'];
export type DraftRow = Out['DraftOut'];
export type Draft = Out['FullDraftOut'];
export type DraftCheck = With<Out['DraftCheckOut'], { problems: FieldProblem[]; definition: Definition | null }>;
export type DraftDifferences = Out['DraftDifferencesOut'];

export type VisitScore = With<Out['VisitScoreOut'], { outcome: 'pass' | 'fail' | null }>;
export type VisitSummary = With<Out['VisitSummaryOut'], { score: VisitScore | null }>;
export type VisitStatus = VisitSummary['status'];
export type AnswerRow = Out['AnswerOut'];
export type AnswerState = AnswerRow['state'];
export type NoteRow = Out['NoteOut'];
export type PhotoRow = Out['PhotoOut'];
export type VisitReturn = Out['ReturnOut'];
export type TrailRow = Out['TrailEntryOut'];
export type Rescore = With<Out['RescoreOut'], { outcome: 'pass' | 'fail' | null }>;
export type Visit = With<
  Out['VisitOut'],
  {
    score: VisitScore | null;
    score_card: ScoreCard | null;
    rescores: Rescore[];
    client_score: { tenths: number | null; outcome: string | null } | null;
  }
>;

export type Action = Visit['allowed'][number];

export type Edition = Out['ReportIn']['edition'];
export type ReportKind = Out['ReportIn']['kind'];
export type Verification = Out['VerificationOut'];
export type Report = With<Out['ReportOut'], { edition: Edition }>;

export type Comparison = Out['ComparisonOut'];
export type PeriodKind = Comparison['period_kind'];
export type Series = Out['SeriesOut'];
export type ComparisonValue = Out['ValueOut'];
export type Change = Out['ChangeOut'];
