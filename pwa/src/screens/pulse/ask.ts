/** The two questions the survey puts to the server. Cookies stay out of it, also for somebody who is signed in here. */
import type { components } from '../../api/schema';

export type Survey = components['schemas']['SurveyOut'];
export type Answers = Readonly<Record<string, number>>;

/** Why not: the server's code, or "network". */
export class Refused extends Error {}

async function post(path: string, body: unknown): Promise<Response> {
  const headers = { 'Content-Type': 'application/json' };
  const asked = fetch(path, { method: 'POST', credentials: 'omit', referrerPolicy: 'no-referrer', headers, body: JSON.stringify(body) });
  const reply = await asked.catch(() => Promise.reject(new Refused('network')));
  if (reply.ok) return reply;
  const problem = (await reply.json().catch(() => ({}))) as { code?: string };
  throw new Refused(problem.code ?? 'other');
}

export async function openSurvey(token: string): Promise<Survey> {
  return (await (await post('/api/v1/pulse/survey', { token })).json()) as Survey;
}

/** Sixteen bytes of chance; `crypto.randomUUID` is not there on every phone. */
export function newAttempt(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** `attempt` is chance: sent again with the same one, the answers count once. */
export async function sendAnswers(token: string, attempt: string, answers: Answers): Promise<void> {
  await post('/api/v1/pulse/answers', { token, attempt, answers });
}
