/** One request to the API, with an end in time and a plain answer: it went well, it was refused, or nothing came back. */
import type { ProblemBody } from '../store/wire';

export interface Call {
  method: 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE';
  path: string;
  account?: string;
  json?: unknown;
  bytes?: ArrayBuffer;
  headers?: Record<string, string>;
  limitMs?: number;
}

export type Reply =
  | { kind: 'ok'; status: number; body: unknown }
  | { kind: 'problem'; status: number; body: ProblemBody; retryAfter: string | null }
  | { kind: 'network' };

const LIMIT_MS = 30_000;
export const PHOTO_LIMIT_MS = 120_000;

function headersOf(call: Call): Record<string, string> {
  const headers: Record<string, string> = { Accept: 'application/json', ...call.headers };
  if (call.json !== undefined) headers['Content-Type'] = 'application/json';
  if (call.account) headers['X-Account'] = call.account;
  return headers;
}

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}

function problemOf(status: number, body: unknown): ProblemBody {
  const known = body && typeof body === 'object' && 'code' in body ? (body as ProblemBody) : null;
  return known ?? { code: `http.${status}`, title: '', status };
}

/** A page of a hotel's Wi-Fi answers 200 with HTML; only our own JSON counts as an answer. */
function isForeign(response: Response): boolean {
  const type = response.headers.get('Content-Type') ?? '';
  return response.redirected || (response.ok && response.status !== 204 && !type.includes('json'));
}

export async function send(call: Call): Promise<Reply> {
  const body = call.bytes ?? (call.json === undefined ? null : JSON.stringify(call.json));
  try {
    const response = await fetch(`/api/v1${call.path}`, {
      method: call.method, headers: headersOf(call), body, credentials: 'same-origin', signal: AbortSignal.timeout(call.limitMs ?? LIMIT_MS),
    });
    if (isForeign(response)) return { kind: 'network' };
    const content = await bodyOf(response);
    if (response.ok) return { kind: 'ok', status: response.status, body: content };
    const retryAfter = response.headers.get('Retry-After');
    return { kind: 'problem', status: response.status, body: problemOf(response.status, content), retryAfter };
  } catch {
    // fetch throws for no connection, a cut one and a timeout alike.
    return { kind: 'network' };
  }
}
