/** The phone in the hand of somebody who writes a shopping list: no brand, no score, nothing that shines, all of it in reach of a thumb. */
import { useState } from 'preact/hooks';
import { t } from '../../i18n';
import { storeDead } from '../../store/db';
import { Button, Header } from '../../ui';
import { Alerts } from '../visit/alerts';
import { startPath } from '../visit/brief';
import { Elsewhere } from '../visit/elsewhere';
import type { OpenVisit } from '../visit/open-visit';
import { takeLoosePhoto } from '../visit/photo-loose-camera';
import { WithVisit } from '../visit/use-visit';
import { Composer } from './composer';
import { Correct, keyOf, Lines, noted } from './lines';
import { timeOf } from './moments';
import { HeldPhotos } from './photos';
import { Stamps } from './stamps';
import { Stopwatch } from './stopwatch';

function Pad({ visit, onCorrect, onWrite }: { visit: OpenVisit; onCorrect: (key: string) => void; onWrite: (id: string | null) => void }) {
  const words = timeOf(visit, 'left') === null ? 'notes.checklist_now' : 'notes.checklist';
  return (
    <div class="jot-pad">
      <HeldPhotos visit={visit} />
      <Composer visit={visit} onWrite={onWrite} />
      <div class="jot-tools">
        <Stopwatch visit={visit} />
        <Button icon="camera" label={t('notes.photo')} disabled={!visit.editable.value || storeDead.value} onClick={() => void takeLoosePhoto(visit.id)} />
      </div>
      <Stamps visit={visit} onCorrect={onCorrect} />
      <Button kind="quiet" block href={startPath(visit)}>
        {t(words)}
      </Button>
    </div>
  );
}

function Body({ visit }: { visit: OpenVisit }) {
  const [correcting, correct] = useState<string | null>(null);
  // What is still being written stands in its field, not twice on the page.
  const [writing, write] = useState<string | null>(null);
  const one = noted(visit).find((each) => keyOf(each) === correcting);
  return (
    <>
      <Header title={t('notes.title')} tab={t('notes.title')} back={`/visits/${visit.id}`} />
      <div class="jots">
        <Alerts />
        <Elsewhere visit={visit} />
        {!visit.editable.value && !visit.elsewhere.value && <p class="secondary">{t('notes.kept_elsewhere')}</p>}
        <Lines visit={visit} hidden={writing} onCorrect={(each) => correct(keyOf(each))} />
        <Pad visit={visit} onCorrect={correct} onWrite={write} />
      </div>
      {one && <Correct key={correcting} visit={visit} one={one} onClose={() => correct(null)} />}
    </>
  );
}

export function NotesScreen({ id }: { id: string }) {
  return (
    <WithVisit id={id} title={t('notes.title')}>
      {(visit) => <Body visit={visit} />}
    </WithVisit>
  );
}
