/** When a copy is shown and when not: never while the network answers. */
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { close, kept } from '../../api/keep';
import { ApiProblem } from '../../api/problem';
import { me, session } from '../../sync/session';
import { freshOrKept, PATIENCE_MS } from './seen';

const silent = (): Promise<never> => Promise.reject(new TypeError('Failed to fetch'));
const refused = (status: number) => (): Promise<never> => Promise.reject(new ApiProblem(status, 'x', null));
const late = () => ({ take: vi.fn(), drop: vi.fn() });

function signedIn(id: string): void {
  me.value = { id } as never;
  session.value = 'in';
}

/** Writing is not waited for by those who read the answer. */
async function seenOnce(name: string, value: string): Promise<void> {
  await freshOrKept(name, async () => value, late());
  await vi.waitFor(async () => expect((await kept(me.value!.id, name))?.value).toBe(value));
}

beforeEach(async () => {
  await close('copies');
  vi.stubGlobal('indexedDB', new IDBFactory());
  signedIn('ann');
});

afterEach(() => void vi.useRealTimers());

test('an answer is shown as it is and kept', async () => {
  expect(await freshOrKept('list', async () => 'new', late())).toMatchObject({ value: 'new', copy: false });
});

test('without a network the copy stands in, with its date', async () => {
  await seenOnce('list', 'old');
  const shown = await freshOrKept('list', silent, late());
  expect(shown).toMatchObject({ value: 'old', copy: true });
  expect(Date.parse(shown.at)).toBeLessThanOrEqual(Date.now());
});

test('without a network and a copy the page says so', async () => {
  await expect(freshOrKept('list', silent, late())).rejects.toThrow('Failed to fetch');
});

test('a refusal is an answer: no copy instead, and what is no longer theirs goes', async () => {
  await seenOnce('list', 'old');
  await expect(freshOrKept('list', refused(500), late())).rejects.toMatchObject({ status: 500 });
  expect((await kept('ann', 'list'))?.value).toBe('old');
  await expect(freshOrKept('list', refused(403), late())).rejects.toMatchObject({ status: 403 });
  await vi.waitFor(async () => expect(await kept('ann', 'list')).toBeNull());
});

test('another person, or nobody, is never shown the copy', async () => {
  await seenOnce('list', 'old');
  signedIn('bob');
  await expect(freshOrKept('list', silent, late())).rejects.toThrow();
  session.value = 'expired';
  me.value = { id: 'ann' } as never;
  await expect(freshOrKept('list', silent, late())).rejects.toThrow();
});

test('an answer that comes after its person has left is not kept', async () => {
  await freshOrKept('list', async () => { signedIn('bob'); return 'new'; }, late());
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await kept('ann', 'list')).toBeNull();
  expect(await kept('bob', 'list')).toBeNull();
});

test('a line that says nothing: the copy after a while, the answer when it comes', async () => {
  await seenOnce('list', 'old');
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  let answer: (value: string) => void = () => undefined;
  const after = late();
  const shown = freshOrKept('list', () => new Promise<string>((resolve) => (answer = resolve)), after);
  await vi.advanceTimersByTimeAsync(PATIENCE_MS);
  vi.useRealTimers();
  expect(await shown).toMatchObject({ value: 'old', copy: true });
  answer('new');
  await vi.waitFor(() => expect(after.take).toHaveBeenCalledWith(expect.objectContaining({ value: 'new', copy: false })));
});

test('a line that says nothing, then refuses: the copy is taken back', async () => {
  await seenOnce('list', 'old');
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  let refuse: (cause: unknown) => void = () => undefined;
  const after = late();
  const shown = freshOrKept('list', () => new Promise<string>((_, reject) => (refuse = reject)), after);
  await vi.advanceTimersByTimeAsync(PATIENCE_MS);
  vi.useRealTimers();
  expect((await shown).copy).toBe(true);
  refuse(new ApiProblem(404, 'x', null));
  await vi.waitFor(() => expect(after.drop).toHaveBeenCalled());
});
