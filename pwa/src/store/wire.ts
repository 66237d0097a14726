/** The API's shapes under the names the phone's parts use. */
import type * as Api from '../api/types';

export type { AnswerState, ChecklistVersionFull as ChecklistVersion, Me, VisitReturn, VisitStatus, VisitSummary } from '../api/types';
export type WireAnswer = Api.AnswerRow;
export type WireNote = Api.NoteRow;
export type WirePhoto = Api.PhotoRow;

export interface Brief {
  persona: string;
  story: string;
  ask_for: string;
  never_say: string;
  facts: string[];
  photos: string[];
}

export type Visit = Api.Visit & { brief: Brief | null };

export interface ProblemBody {
  code: string;
  title: string;
  status: number;
  detail?: string | null;
  errors?: { pointer?: string; code: string; message: string }[];
  missing?: { kind: 'photo' | 'answers'; id?: string }[];
}
