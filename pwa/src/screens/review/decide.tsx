/** The two decisions. Each says what it does before it is done, and keeps every word if the server refuses. */
import { useState } from 'preact/hooks';
import { api, asProblem, ifMatch, send, sentenceOf, type ApiProblem } from '../../api/client';
import type { Visit } from '../../api/types';
import { t } from '../../i18n';
import { Banner, Button, Checkbox, Dialog, TextArea, TextField, toast } from '../../ui';
import { queriedIds, type Marks } from './marks';

export type DecisionProps = {
  visit: Visit;
  marks: Marks;
  texts: ReadonlyMap<string, string>;
  onClose: () => void;
  onDone: (visit: Visit) => void;
  onConflict: () => void;
};

/** Runs a decision; somebody else's change in between is told by the page, other refusals by the dialog. */
function useDecision(props: DecisionProps, done: string) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const run = async (write: () => Promise<Visit>) => {
    setBusy(true);
    setProblem(null);
    try {
      const visit = await write();
      props.marks.clear();
      toast(done);
      props.onDone(visit);
      props.onClose();
    } catch (cause) {
      const refused = asProblem(cause);
      if (refused.isConflict || refused.code === 'visit.wrong_state') props.onConflict();
      else setProblem(refused);
    }
    setBusy(false);
  };
  return { busy, problem, run };
}

export function Approve(props: DecisionProps) {
  const { visit, marks, onClose } = props;
  const [confirmed, setConfirmed] = useState(false);
  const [note, setNote] = useState('');
  const { busy, problem, run } = useDecision(props, t('review.approved_done'));
  const queries = queriedIds(marks.table).length;
  const photos = visit.photos.length;
  const approve = () =>
    run(() =>
      send(
        api.POST('/api/v1/visits/{visit_id}/approval', {
          params: { path: { visit_id: visit.id } },
          headers: ifMatch(visit),
          body: { privacy_confirmed: true, ...(note.trim() ? { note: note.trim() } : {}) },
        }),
      ),
    );
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('review.approve_title')}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button kind="primary" disabled={!confirmed} busy={busy} onClick={() => void approve()}>
            {t('review.approve')}
          </Button>
        </>
      }
    >
      <div class="stack">
        <p>{t('review.approve_text')}</p>
        {problem && <Banner tone="bad">{sentenceOf(problem)}</Banner>}
        {queries > 0 && <Banner tone="warn">{t('review.approve_queries', { n: queries })}</Banner>}
        <TextArea label={t('review.note')} hint={t('review.note_hint')} optional={t('optional')} value={note} onInput={setNote} />
        <Checkbox checked={confirmed} onChange={setConfirmed}>
          {photos > 0 ? t('review.privacy', { n: photos }) : t('review.privacy_none')}
        </Checkbox>
      </div>
    </Dialog>
  );
}

/** The value of a datetime-local field is the clock on this wall. */
function inHours(hours: number): string {
  const at = new Date(Date.now() + hours * 3_600_000);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

export function SendBack(props: DecisionProps) {
  const { visit, marks, texts, onClose } = props;
  const ids = queriedIds(marks.table);
  const [note, setNote] = useState('');
  const [due, setDue] = useState(inHours(24));
  const [tried, setTried] = useState(false);
  const { busy, problem, run } = useDecision(props, t('review.returned_done'));
  const missing = ids.filter((id) => !marks.table[id]?.reason.trim());
  const ready = missing.length === 0 && (ids.length > 0 || note.trim() !== '');
  const sendBack = () => {
    setTried(true);
    if (!ready) return;
    const items = ids.map((id) => ({ question_id: id, reason: marks.table[id]!.reason.trim() }));
    const body = { note: note.trim(), items, due_at: new Date(due).toISOString() };
    const params = { path: { visit_id: visit.id } };
    const headers = ifMatch(visit);
    void run(() => send(api.POST('/api/v1/visits/{visit_id}/return', { params, headers, body })));
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('review.return_title')}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button kind="primary" busy={busy} onClick={sendBack}>
            {t('review.return')}
          </Button>
        </>
      }
    >
      <div class="stack">
        <p>{t('review.return_text')}</p>
        {problem && <Banner tone="bad">{sentenceOf(problem)}</Banner>}
        {ids.length === 0 && <Banner tone={tried && !ready ? 'bad' : 'info'}>{t('review.return_none')}</Banner>}
        {ids.map((id) => (
          <TextArea
            key={id}
            label={texts.get(id) ?? id}
            rows={2}
            value={marks.table[id]?.reason ?? ''}
            error={tried && missing.includes(id) ? t('review.return_reason_missing') : undefined}
            onInput={(reason) => marks.say(id, reason)}
          />
        ))}
        <TextArea label={t('review.return_note')} hint={t('review.return_note_hint')} value={note} onInput={setNote} />
        <TextField label={t('review.return_due')} type="datetime-local" value={due} min={inHours(0)} onInput={setDue} />
      </div>
    </Dialog>
  );
}
