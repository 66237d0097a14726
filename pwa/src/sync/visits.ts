/** The auditor's visits on this phone: fetched with everything they need, readable without signal. */
import { signal } from '@preact/signals';
import type { VisitRow } from '../store/schema';
import { dropVisits, getChecklist, getVisit, keepChecklist, visitsOf } from '../store/visits';
import type { ChecklistVersion, VisitSummary } from '../store/wire';
import { fetchVisit } from './exchange';
import { send } from './request';
import { isSignedOut, me, session, sessionLost, sessionTurn } from './session';

/** null until the phone's own store has been read. */
export const visits = signal<readonly VisitRow[] | null>(null);
export const fetching = signal(false);
/** When the list last came from the server. */
export const fetchedAt = signal<number | null>(null);

const FRESH_MS = 60_000;

export async function readVisits(): Promise<void> {
  visits.value = me.value ? await visitsOf(me.value.id) : [];
}

/** With the account: what another person's session would list must never be taken for this one's visits. */
async function listPage(account: string, cursor: string | null): Promise<{ items: VisitSummary[]; next: string | null } | null> {
  const query = new URLSearchParams({ auditor_id: 'me', limit: '200', ...(cursor ? { cursor } : {}) });
  const asked = sessionTurn();
  const reply = await send({ method: 'GET', path: `/visits?${query}`, account });
  if (isSignedOut(reply)) sessionLost(asked);
  return reply.kind === 'ok' ? (reply.body as { items: VisitSummary[]; next: string | null }) : null;
}

async function listAll(account: string): Promise<VisitSummary[] | null> {
  const found: VisitSummary[] = [];
  let cursor: string | null = null;
  do {
    const page = await listPage(account, cursor);
    if (!page) return null;
    found.push(...page.items);
    cursor = page.next;
  } while (cursor);
  return found;
}

const DONE = new Set(['approved', 'cancelled', 'void']);

/** What is decided long ago is not fetched again and again. */
function isWanted({ status, decided_at, submitted_at }: VisitSummary): boolean {
  const at = Date.parse(decided_at ?? submitted_at ?? '');
  return !DONE.has(status) || (status === 'approved' && Date.now() - at < 30 * 86_400_000);
}

/** The visit itself when it has changed, and its checklist when it is not here yet. */
async function fetchOne(account: string, summary: VisitSummary): Promise<void> {
  const kept = await getVisit(summary.id);
  if (kept?.visit.row_version !== summary.row_version || kept.account !== account) await fetchVisit(account, summary.id);
  await fetchChecklist(summary.checklist.version_id);
}

async function fetchChecklist(versionId: string): Promise<void> {
  if (await getChecklist(versionId)) return;
  const reply = await send({ method: 'GET', path: `/checklist-versions/${versionId}` });
  if (reply.kind === 'ok') await keepChecklist(reply.body as ChecklistVersion);
}

async function fetchAll(account: string): Promise<void> {
  const listed = await listAll(account);
  if (!listed) return;
  const wanted = listed.filter(isWanted);
  for (const summary of wanted) await fetchOne(account, summary);
  await dropVisits(account, new Set(wanted.map((visit) => visit.id)));
  fetchedAt.value = Date.now();
}

export async function fetchVisits(options: { force?: boolean } = {}): Promise<void> {
  const account = me.value?.id;
  const fresh = fetchedAt.value !== null && Date.now() - fetchedAt.value < FRESH_MS;
  if (!account || !me.value?.permissions.includes('visit.conduct') || fetching.value || (fresh && !options.force)) return;
  fetching.value = true;
  try {
    await fetchAll(account);
  } finally {
    fetching.value = false;
    await readVisits();
  }
}

/** What may have changed on another phone since the list was fetched; without signal everything stays as it is. */
export async function lookAgain({ account, id }: Pick<VisitRow, 'account' | 'id'>): Promise<void> {
  if (!navigator.onLine || session.value !== 'in' || me.value?.id !== account) return;
  if (await fetchVisit(account, id)) await readVisits();
}

/** One visit with its checklist, for "Download for offline"; true when both are here. */
export async function downloadVisit(id: string): Promise<boolean> {
  const account = me.value?.id;
  if (!account) return false;
  const visit = await fetchVisit(account, id);
  if (visit) await fetchChecklist(visit.checklist.version_id);
  await readVisits();
  return isReady(id);
}

export async function isReady(id: string): Promise<boolean> {
  const row = await getVisit(id);
  return row !== undefined && (await getChecklist(row.visit.checklist.version_id)) !== undefined;
}

