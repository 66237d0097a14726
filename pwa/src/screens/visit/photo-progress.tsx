/** How many photos of the visits under way have arrived, with one bar in bytes: photos differ in size. */
import { useEffect, useState } from 'preact/hooks';
import { t } from '../../i18n';
import { photosOf } from '../../store/photos';
import type { PhotoRow } from '../../store/schema';
import { me, ops } from '../../sync';

function usePhotosUnderWay(): readonly PhotoRow[] {
  const [rows, set] = useState<readonly PhotoRow[]>([]);
  const queue = ops.value;
  useEffect(() => {
    const visits = new Set(queue.filter((op) => op.kind === 'photo' && op.account === me.value?.id).map((op) => op.visit_id));
    void Promise.all([...visits].map(photosOf)).then((found) => set(found.flat().filter((row) => !row.deleted)));
  }, [queue]);
  return rows;
}

export function PhotoProgress() {
  const rows = usePhotosUnderWay();
  if (rows.length === 0) return null;
  const sent = rows.filter((row) => row.state === 'sent');
  const bytes = (some: readonly PhotoRow[]): number => some.reduce((sum, row) => sum + row.size, 0);
  const words = t('sending.progress', { sent: sent.length, total: rows.length });
  return (
    <div class="photo-progress">
      <p>{words}</p>
      <progress value={bytes(sent)} max={bytes(rows)} aria-label={words} />
    </div>
  );
}
