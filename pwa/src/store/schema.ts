/** What lies in IndexedDB. A change of shape is a new version here and a step in `upgrade`. */
import type { DBSchema, IDBPDatabase } from 'idb';
import type { ChecklistVersion, Visit, WireAnswer, WireNote } from './wire';

export const DB_NAME = 'inside-out';
export const DB_VERSION = 2;

export interface AnswerRow extends WireAnswer {
  visit_id: string;
}

export interface NoteRow extends WireNote {
  visit_id: string;
}

/** prep: bytes kept, not yet compressed; wait: ready to send; sent: the server echoed our hash; attention: a person must look. */
export type PhotoState = 'prep' | 'wait' | 'sent' | 'attention';

/** Where the phone was when the photo was taken, if its auditor allows that; told to the server apart from the picture. */
export type PhotoPosition = { lat: number; lon: number; accuracy_m: number } | { refused: true };

export interface PhotoRow {
  id: string;
  account: string;
  visit_id: string;
  question_id: string | null;
  state: PhotoState;
  type: string;
  sha256: string | null;
  size: number;
  width: number;
  height: number;
  thumb: ArrayBuffer | null;
  caption: string;
  taken_at: string | null;
  created_at: string;
  /** Sent as chosen, because this phone could not decode it. */
  original: boolean;
  /** Deleted by the person or replaced; the row stays until the server knows. */
  deleted: boolean;
  /** Taken back after the server may have heard of the delete: then only a new id brings it there. */
  restored?: boolean;
  deleted_at?: number;
  /** Its place among the photos of the visit. */
  rank?: number;
  /** Photos whose place this one takes: the server buries them when it comes. */
  replaces?: readonly string[];
  /** Until then the replaced photo can be brought back, and this one stays on the phone. */
  undo_until?: number;
  position?: PhotoPosition;
  /** Without a question, and meant to be so. */
  general?: boolean;
  sent_at: string | null;
}

export interface BytesRow {
  id: string;
  data: ArrayBuffer;
}

export type OpKind = 'accept' | 'lease' | 'answer' | 'notes' | 'wait' | 'photo' | 'detail' | 'delete' | 'submit';

export interface OpProblem {
  status: number;
  code: string;
  message: string;
  questions?: string[];
}

/** One thing to tell the server. The key is made of kind and subject, so a newer change replaces an older one. */
export interface OpRow {
  key: string;
  kind: OpKind;
  account: string;
  visit_id: string;
  /** Question, photo or visit, by kind. */
  subject: string;
  /** Changes whenever the content does; a reply settles only the stamp it was sent for. */
  stamp: string;
  state: 'prep' | 'wait' | 'attention';
  tries: number;
  /** How often the server refused it and it was set right without a person; busy servers do not count. */
  refusals?: number;
  next_at: number;
  problem: OpProblem | null;
  body: unknown;
}

export interface VisitRow {
  id: string;
  account: string;
  visit: Visit;
  fetched_at: string;
}

export interface Schema extends DBSchema {
  kv: { key: string; value: unknown };
  visits: { key: string; value: VisitRow };
  checklists: { key: string; value: ChecklistVersion };
  answers: { key: [string, string]; value: AnswerRow; indexes: { visit: string } };
  notes: { key: [string, string]; value: NoteRow; indexes: { visit: string } };
  photos: { key: string; value: PhotoRow; indexes: { visit: string } };
  bytes: { key: string; value: BytesRow };
  outbox: { key: string; value: OpRow; indexes: { visit: string } };
}

export type Db = IDBPDatabase<Schema>;

export function upgrade(db: Db, from: number): void {
  if (from < 1) {
    db.createObjectStore('kv');
    db.createObjectStore('visits', { keyPath: 'id' });
    db.createObjectStore('checklists', { keyPath: 'id' });
    db.createObjectStore('answers', { keyPath: ['visit_id', 'question_id'] }).createIndex('visit', 'visit_id');
    db.createObjectStore('photos', { keyPath: 'id' }).createIndex('visit', 'visit_id');
    db.createObjectStore('bytes', { keyPath: 'id' });
    db.createObjectStore('outbox', { keyPath: 'key' }).createIndex('visit', 'visit_id');
  }
  if (from < 2) db.createObjectStore('notes', { keyPath: ['visit_id', 'id'] }).createIndex('visit', 'visit_id');
}
