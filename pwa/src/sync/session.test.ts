/** Coming and going: replies about an earlier session say nothing about the present one. */
import { beforeEach, expect, test } from 'vitest';
import { fetchVisits } from './visits';
import { freshServer, type Server } from './scripted.test-server';
import { checkSession, me, session, sessionLost, sessionTurn, signIn, signOut } from './session';

let server: Server;
const person = (id: string): object => ({ id, name: id, roles: [], permissions: ['visit.conduct'], language: 'en' });

beforeEach(async () => {
  server = await freshServer();
  server.refuse.set('/sessions', { status: 200, body: person('u1') });
  server.refuse.set('/sessions/current', { status: 204 });
  await signIn('u1@chain.example', 'x');
});

test('a 401 that was on its way while somebody signed in does not end the new session', async () => {
  const asked = sessionTurn();
  await signIn('u1@chain.example', 'x');
  sessionLost(asked);
  expect(session.value).toBe('in');
  sessionLost();
  expect(session.value).toBe('expired');
});

test('an answer about the session before does not bring the former person back', async () => {
  server.refuse.set('/me', { status: 200, body: person('u1') });
  server.refuse.set('/sessions', { status: 200, body: person('u2') });
  server.onRequest = async ({ path }) => {
    if (path === '/me') await signIn('u2@chain.example', 'x');
  };
  await checkSession();
  expect(me.value?.id).toBe('u2');
});

test('a new session begins only after the server has heard that the last one ended', async () => {
  await signOut();
  expect(session.value).toBe('out');
  await signIn('u2@chain.example', 'x');
  expect(server.seen.map(({ method, path }) => `${method} ${path}`).slice(-2)).toEqual(['DELETE /sessions/current', 'POST /sessions']);
});

test('the list of another person who signed in meanwhile is not taken for ours', async () => {
  server.refuse.set('/visits', { status: 409, code: 'account_mismatch' });
  await fetchVisits({ force: true });
  expect(server.seen.at(-1)?.headers['X-Account']).toBe('u1');
  expect(session.value).toBe('expired');
});
