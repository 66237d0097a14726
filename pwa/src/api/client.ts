/** The one door to the API for the screens. `send` unwraps a reply or throws an ApiProblem; queued writes add their account. */
import createClient from 'openapi-fetch';
import { language } from '../i18n';
import { tellSessionLost } from './lost';
import { asProblem, problemFrom } from './problem';
import type { paths } from './schema';
import type { Page } from './types';

export const api = createClient<paths>({ baseUrl: '', credentials: 'same-origin' });

/** Titles come in the reader's language, which need not be the browser's. */
api.use({
  onRequest({ request }) {
    request.headers.set('Accept-Language', language.value);
    return request;
  },
});

type Reply = { data?: unknown; error?: unknown; response: Response };

/** The caller names the type (api/types.ts): the document cannot know the shapes of a checklist or a score card. */
export async function send<T>(request: Promise<Reply>): Promise<T> {
  let reply: Reply;
  try {
    reply = await request;
  } catch (cause) {
    throw asProblem(cause);
  }
  if (reply.response.ok) return reply.data as T;
  const problem = problemFrom(reply.response.status, reply.error);
  if (problem.status === 401 && problem.code === 'unauthenticated') tellSessionLost();
  throw problem;
}

/** The account a queued write belongs to; another person signed in on this device makes the server refuse it. */
export function forAccount(userId: string): { 'X-Account': string } {
  return { 'X-Account': userId };
}

/** The version a change was made from. */
export function ifMatch(row: { row_version: number }): { 'If-Match': string } {
  return { 'If-Match': `"${row.row_version}"` };
}

const PAGE = 200;

/** A whole list, page after page; `limit` ends it for lists that have no end. */
export async function all<T>(
  page: (query: { limit: number; cursor?: string }) => Promise<Reply>,
  limit = 2000,
): Promise<T[]> {
  const found: T[] = [];
  let cursor: string | undefined;
  do {
    const got: Page<T> = await send(page(cursor === undefined ? { limit: PAGE } : { limit: PAGE, cursor }));
    found.push(...got.items);
    cursor = got.next ?? undefined;
  } while (cursor !== undefined && found.length < limit);
  return found;
}

export { ApiProblem, asProblem, fieldSentence, sentenceOf, type FieldProblem } from './problem';
