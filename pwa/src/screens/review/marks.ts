/** What the reviewer thinks of each question, kept on this device until the visit is decided. */
import { useEffect, useState } from 'preact/hooks';
import { forgetMarks, keepMarks, keptMarks } from '../../api/keep';
import { account } from '../parts/seen';

export type Mark = { as: 'accepted' | 'queried'; reason: string };
export type MarkTable = Readonly<Record<string, Mark>>;

export type Marks = {
  table: MarkTable;
  toggle: (id: string, as: Mark['as']) => void;
  say: (id: string, reason: string) => void;
  acceptAll: (ids: readonly string[]) => void;
  restore: (table: MarkTable) => void;
  clear: () => void;
};

function without(table: MarkTable, id: string): MarkTable {
  const { [id]: _, ...rest } = table;
  return rest;
}

export function useMarks(visitId: string): Marks {
  const [table, setTable] = useState<MarkTable>({});
  useEffect(() => {
    const owner = account();
    if (owner !== null) void keptMarks<MarkTable>(owner, visitId).then((found) => found && setTable(found.value));
  }, [visitId]);
  const change = (next: (old: MarkTable) => MarkTable) =>
    setTable((old) => {
      const table = next(old);
      const owner = account();
      if (owner !== null) void keepMarks(owner, visitId, table);
      return table;
    });
  return {
    table,
    toggle: (id, as) =>
      change((old) => (old[id]?.as === as ? without(old, id) : { ...old, [id]: { as, reason: old[id]?.reason ?? '' } })),
    say: (id, reason) => change((old) => ({ ...old, [id]: { as: 'queried', reason } })),
    acceptAll: (ids) =>
      change((old) => ({ ...Object.fromEntries(ids.map((id) => [id, { as: 'accepted', reason: '' } as Mark])), ...old })),
    restore: (old) => change(() => old),
    clear: () => {
      const owner = account();
      setTable({});
      if (owner !== null) void forgetMarks(owner, visitId);
    },
  };
}

export function queriedIds(table: MarkTable): string[] {
  return Object.keys(table).filter((id) => table[id]?.as === 'queried');
}
