/** "PDF": what there is to print of this page; the dialog comes with the first click. */
import { useState } from 'preact/hooks';
import { t } from '../../i18n';
import { me } from '../../sync/session';
import { Button, later } from '../../ui';
import type { Document, Place } from './pdf-dialog';

const PdfDialog = later(() => import('./pdf-dialog').then((part) => part.PdfDialog));

export function Pdf({ documents, place }: { documents: readonly Document[]; place: Place }) {
  const [open, setOpen] = useState(false);
  if (!place.period || documents.length === 0 || !me.value?.permissions.includes('report.read')) return null;
  return (
    <>
      <Button size="s" icon="report" onClick={() => setOpen(true)}>
        {t('insights.pdf')}
      </Button>
      {open && <PdfDialog documents={documents} place={place} onClose={() => setOpen(false)} />}
    </>
  );
}
