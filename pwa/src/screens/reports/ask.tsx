/** Buttons that ask for the inside-outside report and for a centre's engagement board, and tell how far it is. */
import { useState } from 'preact/hooks';
import { t } from '../../i18n';
import { me } from '../../sync/session';
import { Button, Dialog } from '../../ui';
import '../parts/office-texts';
import { AsOf } from '../parts/as-of';
import { useReport, type About } from './job';
import { ReportState } from './pdf';
import './texts';

function Asked({ about, title, onClose }: { about: About; title: string; onClose: () => void }) {
  const job = useReport(about);
  return (
    <Dialog open onClose={onClose} title={title}>
      <div class="stack">
        <p class="secondary">{t(about.kind === 'board' ? 'order.about_board' : 'order.about_inside')}</p>
        <AsOf seen={job.seen} />
        <ReportState job={job} mayMake={me.value?.permissions.includes('report.create') ?? false} />
      </div>
    </Dialog>
  );
}

function AskButton({ about, title }: { about: About; title: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="s" icon="report" onClick={() => setOpen(true)}>
        {title}
      </Button>
      {open && <Asked about={about} title={title} onClose={() => setOpen(false)} />}
    </>
  );
}

/** For the programme office, at the lag of the page. */
export function AskInside({ lag }: { lag: number }) {
  return <AskButton about={{ kind: 'inside', edition: 'review', format: 'pdf', lag }} title={t('ask.inside')} />;
}

/** For whoever sees the centre. */
export function AskBoard({ centre }: { centre: string }) {
  return <AskButton about={{ kind: 'board', edition: 'centre', format: 'pdf', centre_id: centre }} title={t('ask.board')} />;
}
