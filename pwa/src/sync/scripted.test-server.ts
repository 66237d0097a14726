/** For tests: a server of a few lines behind `fetch`, and a script of what goes wrong on the way to it. */
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { vi } from 'vitest';
import { forget } from '../store/db';
import type { OpRow, PhotoRow } from '../store/schema';

export interface Seen {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: unknown;
}

export type Fault = 'cut' | 'lost' | { status: number; code?: string; headers?: Record<string, string>; body?: object };

export const ACCOUNT = 'u1';
export const VISIT = 'v1';

export class Server {
  seen: Seen[] = [];
  photos = new Map<string, string>();
  answers = new Map<string, unknown>();
  notes = new Map<string, unknown>();
  submissions = new Map<string, unknown>();
  faults: Fault[] = [];
  /** Questions whose answers the server does not take; the others of the request it does. */
  badAnswers = new Set<string>();
  /** A reply for one path, whatever the script says. */
  refuse = new Map<string, Fault>();
  /** The visit as a GET finds it. */
  shown: object = visit('in_progress');
  onRequest: (seen: Seen) => Promise<void> = async () => undefined;

  install(): this {
    vi.stubGlobal('indexedDB', new IDBFactory());
    vi.stubGlobal('fetch', (url: string, init: RequestInit) => this.fetch(url, init));
    return this;
  }

  private async fetch(url: string, init: RequestInit): Promise<Response> {
    const path = url.replace('/api/v1', '').split('?')[0] ?? '';
    const body = typeof init.body === 'string' ? (JSON.parse(init.body) as unknown) : init.body;
    const seen = { method: init.method ?? 'GET', path, headers: init.headers as Record<string, string>, body };
    this.seen.push(seen);
    await this.onRequest(seen);
    const fault = this.refuse.get(path) ?? this.faults.shift();
    if (fault === 'cut') throw new TypeError('cut');
    if (typeof fault === 'object') return reply(fault.status, { code: fault.code ?? '', ...fault.body }, fault.headers);
    const answer = this.answer(seen);
    if (fault === 'lost') throw new TypeError('lost');
    return answer;
  }

  private answer({ method, path, headers, body }: Seen): Response {
    const id = path.split('/')[2] ?? '';
    if (path.startsWith('/photos/')) return method === 'PUT' ? this.keepPhoto(id, headers['X-Content-SHA256'] ?? '') : reply(204, null);
    if (path.endsWith('/answers')) return this.keepAnswers(body as { answers: { question_id: string }[] });
    if (path.endsWith('/notes')) return this.keepNotes(body as { notes: { id: string }[] });
    if (path.endsWith('/submission')) return this.submit(headers['Idempotency-Key'] ?? '', body as { photos: { id: string }[] });
    return reply(200, this.shown);
  }

  private keepPhoto(id: string, sha256: string): Response {
    const known = this.photos.has(id);
    this.photos.set(id, sha256);
    return reply(known ? 200 : 201, { id, sha256 });
  }

  private keepAnswers({ answers }: { answers: { question_id: string }[] }): Response {
    const kept = (id: string): string => (this.badAnswers.has(id) ? 'refused' : 'sent');
    for (const answer of answers) if (kept(answer.question_id) === 'sent') this.answers.set(answer.question_id, answer);
    return reply(200, { answers: answers.map((row) => ({ ...row, kept: kept(row.question_id) })), status: 'in_progress', row_version: 2 });
  }

  private keepNotes({ notes }: { notes: { id: string }[] }): Response {
    for (const note of notes) this.notes.set(note.id, note);
    return reply(200, { notes: [...this.notes.values()], status: 'in_progress', row_version: 2, lease: null });
  }

  private submit(key: string, body: { photos: { id: string }[] }): Response {
    const missing = body.photos.filter((photo) => !this.photos.has(photo.id)).map(({ id }) => ({ kind: 'photo', id }));
    if (missing.length > 0) return reply(409, { code: 'visit.submission_incomplete', missing });
    this.submissions.set(key, body);
    return reply(200, visit('submitted'));
  }

  paths(method: string): string[] {
    return this.seen.filter((call) => call.method === method).map((call) => call.path);
  }
}

export async function freshServer(): Promise<Server> {
  await forget();
  return new Server().install();
}

function reply(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  const init = { status, headers: { 'Content-Type': 'application/json', ...headers } };
  return new Response(status === 204 ? null : JSON.stringify(body), init);
}

export function visit(status: string): object {
  return { id: VISIT, status, answers: [], notes: [], photos: [], row_version: 2, checklist: { version_id: 'c1' } };
}

export function photo(id: string, fields: Partial<PhotoRow> = {}): PhotoRow {
  return {
    id, account: ACCOUNT, visit_id: VISIT, question_id: 'q1', state: 'prep', type: 'image/jpeg', sha256: null, size: 3, width: 0, height: 0,
    thumb: null, caption: '', taken_at: null, created_at: '2026-11-22T10:00:00.000Z', original: false, deleted: false, sent_at: null, ...fields,
  };
}

export function summary(ops: OpRow[]): string[] {
  return ops.map((op) => `${op.key} ${op.state}`).sort();
}
