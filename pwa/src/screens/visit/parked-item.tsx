/** One thing the server did not take: a sentence, the picture if it is one, and what can be done. */
import { useEffect, useState } from 'preact/hooks';
import { refusalWords, t, type TextKey } from '../../i18n';
import { dropOp, releaseOps } from '../../store/outbox';
import { forgetPhoto, getPhoto } from '../../store/photos';
import type { OpRow, PhotoRow } from '../../store/schema';
import { changed, sendNow } from '../../sync';
import { Button, Card, Dialog } from '../../ui';
import { Thumb } from './thumb';

const NAMES: Record<OpRow['kind'], TextKey> = {
  answer: 'sending.answer_of',
  notes: 'sending.notes_of',
  wait: 'sending.wait_of',
  photo: 'sending.photo_of',
  submit: 'sending.submit_of',
  accept: 'sending.accept_of',
  lease: 'sending.lease_of',
  delete: 'sending.delete_of',
  detail: 'sending.detail_of',
};

const KNOWN: Readonly<Record<string, TextKey>> = {
  'local.content_missing': 'problem_of.local.content_missing',
  'photo.not_an_image': 'problem_of.photo.not_an_image',
  'photo.too_large': 'problem_of.photo.too_large',
  'photo.too_many_pixels': 'problem_of.photo.too_many_pixels',
  'photo.hash_mismatch': 'problem_of.photo.hash_mismatch',
  'photo.truncated': 'problem_of.photo.truncated',
  'visit.wrong_state': 'problem_of.visit.wrong_state',
  'visit.submission_incomplete': 'problem_of.visit.submission_incomplete',
  'visit.open_items': 'problem_of.visit.open_items',
  not_found: 'problem_of.not_found',
  forbidden: 'problem_of.forbidden',
};

function sentence({ problem }: OpRow): string {
  const key = KNOWN[problem?.code ?? ''];
  if (key) return t(key);
  return t('problem_of.other', { why: refusalWords(problem?.code ?? '') ?? (problem?.message || problem?.code || '') });
}

async function tryAgain(op: OpRow): Promise<void> {
  await releaseOps((one) => one.key === op.key);
  await sendNow();
}

async function deleteHere(op: OpRow): Promise<void> {
  if (op.kind === 'photo') await forgetPhoto(op);
  else await dropOp(op.key);
  await changed();
}

function usePhoto(op: OpRow): PhotoRow | null {
  const [row, set] = useState<PhotoRow | null>(null);
  useEffect(() => {
    if (op.kind === 'photo') void getPhoto(op.subject).then((found) => set(found ?? null));
  }, [op.key]);
  return row;
}

export interface ParkedProps {
  op: OpRow;
  centre: string;
}

export function ParkedItem({ op, centre }: ParkedProps) {
  const [asking, setAsking] = useState(false);
  const photo = usePhoto(op);
  return (
    <Card as="section" class="parked">
      <div class="parked-head">
        {photo && <Thumb photo={photo} />}
        <div>
          <h3>{[t(NAMES[op.kind]), centre].filter(Boolean).join(', ')}</h3>
          <p>{sentence(op)}</p>
        </div>
      </div>
      <div class="pair">
        <Button kind="primary" size="s" onClick={() => void tryAgain(op)}>
          {t('sending.try_again')}
        </Button>
        <Button kind="danger" size="s" onClick={() => setAsking(true)}>
          {t('sending.delete_here')}
        </Button>
      </div>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('sending.delete_sure')}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>{t('cancel')}</Button>
            <Button kind="danger" onClick={() => void deleteHere(op)}>
              {t('sending.delete_here')}
            </Button>
          </>
        }
      >
        {t('sending.delete_sure_text')}
      </Dialog>
    </Card>
  );
}
