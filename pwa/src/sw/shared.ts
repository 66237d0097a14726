/**
 * Photos that another app shares (`share_target` in the manifest). They go into the app's own store before anything else happens,
 * and wait there until their person says which visit they are for: the page at the same address asks.
 */
declare const self: ServiceWorkerGlobalScope;

const PATH = '/visits/shared';
const FIELD = 'photos';
/** More than a visit has; a page elsewhere that posts here must not fill the phone. */
const MOST = 60;

export function isShare({ method, mode }: Request, { pathname }: URL): boolean {
  return method === 'POST' && mode === 'navigate' && pathname === PATH;
}

export async function takeShare(request: Request): Promise<Response> {
  return Response.redirect(PATH + (await kept(request)), 303);
}

/** Some phones hand over HEIC without saying what it is. */
function isPhoto(entry: FormDataEntryValue): entry is File {
  return entry instanceof File && entry.size > 0 && (entry.type.startsWith('image/') || /\.hei[cf]$/i.test(entry.name));
}

async function kept(request: Request): Promise<string> {
  try {
    const form = await request.formData();
    const db = await open();
    try {
      for (const file of form.getAll(FIELD).filter(isPhoto).slice(0, MOST))
        if (!(await keep(db, file, await file.arrayBuffer()))) return '?told=signed_out';
    } finally {
      db.close();
    }
    return '';
  } catch (error) {
    console.error('Shared photos could not be kept', error);
    return '?told=failed';
  }
}

/** Only as the app made it: a store that this worker made would lack everything. */
function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open('inside-out');
    asked.onupgradeneeded = () => asked.transaction?.abort();
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

/** Its bytes and its place in the list, or neither. False: nobody is signed in whose photo it could be. */
function keep(db: IDBDatabase, file: File, data: ArrayBuffer): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const tx = db.transaction(['kv', 'bytes'], 'readwrite', { durability: 'strict' });
    const kv = tx.objectStore('kv');
    let account: string | undefined;
    tx.oncomplete = () => resolve(account !== undefined);
    tx.onabort = () => reject(tx.error);
    const me = kv.get('me');
    me.onsuccess = () => {
      account = (me.result as { id: string } | null | undefined)?.id;
      if (account === undefined) return;
      const list = kv.get('shared');
      list.onsuccess = () => {
        const photo = { id: self.crypto.randomUUID(), account, type: file.type || 'image/heic', size: data.byteLength, taken: file.lastModified };
        tx.objectStore('bytes').put({ id: photo.id, data });
        kv.put([...((list.result as object[] | undefined) ?? []), photo], 'shared');
      };
    };
  });
}
