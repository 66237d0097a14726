/** A picture or a report as it is, in one piece. */
import { asProblem, problemFrom } from './problem';

/** A page of a hotel's Wi-Fi comes as HTML: only the type asked for counts as an answer. */
export async function bytesOf(path: string, type: string): Promise<Blob> {
  const response = await fetch(path, { credentials: 'same-origin' });
  if (!response.ok) throw problemFrom(response.status, null);
  const bytes = await response.blob();
  if (!bytes.type.startsWith(type)) throw asProblem(new Error(`not ${type}`));
  return bytes;
}
