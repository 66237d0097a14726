/** Documents of a place in one period: which one, for whom, how far it is. */
import { useState } from 'preact/hooks';
import type { Edition } from '../../api/types';
import { t } from '../../i18n';
import { me } from '../../sync/session';
import { Dialog, Segments, Select } from '../../ui';
import '../parts/office-texts';
import { AsOf } from '../parts/as-of';
import { useReport, type About } from '../reports/job';
import { ReportState } from '../reports/pdf';

export type Document = Pick<About, 'kind' | 'format'> & { label: string };
export type Place = Pick<About, 'centre_id' | 'area_id' | 'period_kind' | 'period'>;

const EDITIONS: readonly Edition[] = ['review', 'centre'];

export function PdfDialog({ documents, place, onClose }: { documents: readonly Document[]; place: Place; onClose: () => void }) {
  const reviews = me.value?.permissions.includes('visit.review') ?? false;
  const [at, setAt] = useState(0);
  const [edition, setEdition] = useState<Edition>(reviews ? 'review' : 'centre');
  const { kind, format } = documents[at]!;
  const job = useReport({ kind, format, edition, ...place });
  return (
    <Dialog open onClose={onClose} title={t('pdf.title')}>
      <div class="stack">
        {documents.length > 1 && (
          <Select
            label={t('insights.document')}
            options={documents.map(({ label }, n) => ({ value: String(n), label }))}
            value={String(at)}
            onInput={(n) => setAt(Number(n))}
          />
        )}
        {reviews && (
          <>
            <Segments label={t('pdf.edition')} size="s" options={EDITIONS.map((id) => ({ id, label: t(`pdf.edition_${id}`) }))} value={edition} onChange={setEdition} />
            <p class="small secondary">{t('pdf.edition_note')}</p>
          </>
        )}
        <AsOf seen={job.seen} />
        <ReportState key={kind + format + edition} job={job} mayMake={me.value?.permissions.includes('report.create') ?? false} />
      </div>
    </Dialog>
  );
}
