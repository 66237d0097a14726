/** What this phone could not send, as a file: the office brings it in with `insideout visits import`. Loaded when it is asked for. */
import { prepareRest, sha256 } from '../photos';
import { deviceId } from '../store/device';
import { allOps } from '../store/outbox';
import type { OpKind, OpRow } from '../store/schema';
import type { Me } from '../store/wire';
import type { Sendable } from './exchange';
import { OPERATIONS } from './operations';
import type { Call } from './request';
import { supportCode } from './support';
import { Zip } from './zip';

interface Entry {
  sha256: string;
  size: number;
}

export interface Rescue {
  file: File;
  code: string;
  /** Photos whose bytes are gone or could not be read. */
  missing: number;
}

/** The zip while it is made, with the hash of everything in it. */
class Pack {
  readonly files: Record<string, Entry> = {};

  constructor(readonly zip: Zip) {}

  async add(name: string, data: ArrayBuffer): Promise<Entry> {
    const entry = { sha256: await sha256(data), size: data.byteLength };
    this.zip.add(name, data);
    return (this.files[name] = entry);
  }
}

function toBytes(content: unknown): ArrayBuffer {
  return new TextEncoder().encode(JSON.stringify(content, null, 1)).buffer as ArrayBuffer;
}

/** As it would be sent now; null where the content is gone. */
async function built(op: OpRow): Promise<Call | null> {
  const sendable: Sendable | null = await OPERATIONS[op.kind].build([op]);
  return sendable?.call ?? null;
}

async function callsOf(ops: OpRow[], kind: OpKind): Promise<Call[]> {
  const calls = await Promise.all(ops.filter((op) => op.kind === kind).map(built));
  return calls.filter((call) => call !== null);
}

const idOf = ({ path }: Call): string => path.split('?')[0]!.split('/')[2]!;

async function packPhoto(pack: Pack, op: OpRow): Promise<object | null> {
  const call = await built(op);
  if (!call?.bytes) return null;
  const file = `photos/${op.subject}`;
  const entry = await pack.add(file, call.bytes);
  return { id: op.subject, query: Object.fromEntries(new URLSearchParams(call.path.split('?')[1])), sha256: entry.sha256, file };
}

/** One photo in memory at a time. */
async function packPhotos(pack: Pack, ops: OpRow[]): Promise<(object | null)[]> {
  const photos: (object | null)[] = [];
  for (const op of ops) if (op.kind === 'photo') photos.push(await packPhoto(pack, op));
  return photos;
}

/** The number of photos that could not be taken along. */
async function packVisit(pack: Pack, visitId: string, ops: OpRow[]): Promise<number> {
  const answers = await callsOf(ops, 'answer');
  const noted = await callsOf(ops, 'notes');
  const photos = await packPhotos(pack, ops);
  const [submission] = await callsOf(ops, 'submit');
  const content = {
    visit_id: visitId,
    accepted: ops.some((op) => op.kind === 'accept'),
    answers: answers.flatMap((call) => (call.json as { answers: unknown[] }).answers),
    notes: noted.flatMap((call) => (call.json as { notes: unknown[] }).notes),
    photos: photos.filter((photo) => photo !== null),
    details: (await callsOf(ops, 'detail')).map((call) => ({ id: idOf(call), changes: call.json })),
    deleted: ops.filter((op) => op.kind === 'delete').map((op) => op.subject),
    submission: submission ? { key: submission.headers?.['Idempotency-Key'], body: submission.json } : null,
  };
  await pack.add(`visits/${visitId}/answers.json`, toBytes(content));
  return photos.filter((photo) => photo === null).length;
}

export async function makeRescue(me: Me, now: Date = new Date()): Promise<Rescue> {
  // Sent later by this phone, a photo must be the very same: so it is made ready first.
  await prepareRest(me.id);
  const mine = (await allOps()).filter((op) => op.account === me.id);
  const device = await deviceId();
  const code = supportCode(device, mine);
  const pack = new Pack(new Zip(now));
  let missing = 0;
  for (const id of new Set(mine.map((op) => op.visit_id))) missing += await packVisit(pack, id, mine.filter((op) => op.visit_id === id));
  const account = { id: me.id, name: me.name };
  const manifest = { format: 'insideout-rescue', version: 1, made_at: now.toISOString(), code, device, account, files: pack.files };
  pack.zip.add('manifest.json', toBytes(manifest));
  const name = `insideout-${code}-${now.toISOString().slice(0, 16).replaceAll(':', '')}.zip`;
  return { file: new File([pack.zip.end()], name, { type: 'application/zip' }), code, missing };
}
