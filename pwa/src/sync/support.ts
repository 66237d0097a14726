/** What a person can read out on the telephone: which phone it is, and how much of what waits on it. Nothing about its content. */
import type { OpKind, OpRow } from '../store/schema';

const LETTERS: readonly [string, readonly OpKind[]][] = [['A', ['answer']], ['N', ['notes']], ['P', ['photo']], ['D', ['delete', 'detail']], ['S', ['submit']]];

export function supportCode(device: string, rows: readonly OpRow[]): string {
  const counts = LETTERS.map(([letter, kinds]): [string, number] => [letter, rows.filter((op) => kinds.includes(op.kind)).length]);
  const parked = rows.filter((op) => op.state === 'attention').length;
  const told = [...counts, ['X', parked] as const].filter(([, count]) => count > 0).map(([letter, count]) => letter + count);
  return [device.slice(0, 4).toUpperCase(), ...told].join('-');
}
