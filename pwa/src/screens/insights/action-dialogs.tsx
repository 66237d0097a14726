/** Agreeing an action, and saying how it ended: a few words, a day, and photos of what was done. */
import { useRef, useState } from 'preact/hooks';
import { sentenceOf } from '../../api/problem';
import { formatDate, t } from '../../i18n';
import { Banner, Button, Checkbox, Dialog, Icon, Select, TextArea, TextField } from '../../ui';
import { addPhoto, agree, become, read, removePhoto, reword, type Status } from './action-writes';
import type { Action, Item } from './types';

const MOST_PHOTOS = 6;
const WEEKS = 4;

function useWork<T>(onDone: (done: T) => void) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const run = (work: Promise<T>) => {
    setBusy(true);
    setProblem(null);
    work.then(onDone, setProblem).finally(() => setBusy(false));
  };
  return { busy, problem: problem === null ? null : <Banner tone="warn">{sentenceOf(problem)}</Banner>, run };
}

function inWeeks(weeks: number): string {
  return new Date(Date.now() + weeks * 7 * 86_400_000).toISOString().slice(0, 10);
}

type AgreeProps = { centre: string; items: readonly Item[]; action?: Action; onDone: (action: Action) => void; onClose: () => void };

/** A new one, or other words and another day for one that is open. */
export function AgreeDialog({ centre, items, action, onDone, onClose }: AgreeProps) {
  const [title, setTitle] = useState(action?.title ?? '');
  const [due, setDue] = useState(action?.due_on ?? inWeeks(WEEKS));
  const [measure, setMeasure] = useState('');
  const { busy, problem, run } = useWork(onDone);
  const said = title.trim();
  const save = () =>
    run(action ? reword(action, { title: said, due_on: due }) : agree({ centre_id: centre, title: said, due_on: due, measure: measure || null }));
  const about = [{ value: '', label: t('actions.about_none') }, ...items.map((item) => ({ value: item.measure, label: item.text }))];
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(action ? 'actions.change' : 'actions.agree')}
      actions={
        <Button kind="primary" busy={busy} disabled={!said || !due} onClick={save}>
          {t(action ? 'save' : 'actions.agree')}
        </Button>
      }
    >
      <div class="stack">
        <TextField label={t('actions.title')} hint={t('actions.title_hint')} value={title} maxLength={200} onInput={setTitle} />
        <TextField type="date" label={t('actions.due')} value={due} onInput={setDue} />
        {!action && items.length > 0 && <Select label={t('actions.about')} options={about} value={measure} onInput={setMeasure} />}
        {problem}
      </div>
    </Dialog>
  );
}

type ShotsProps = { action: Action; onChange: (action: Action) => void };

/** Up to six, made small before they leave the device; each can be taken away again while the action is open. */
function Shots({ action, onChange }: ShotsProps) {
  const input = useRef<HTMLInputElement>(null);
  const { busy, problem, run } = useWork<Action>(onChange);
  const add = async (files: readonly File[]) => {
    for (const file of files.slice(0, MOST_PHOTOS - action.photos.length)) await addPhoto(action, file);
    return read(action.id);
  };
  const chosen = () => run(add([...(input.current?.files ?? [])]).finally(() => input.current && (input.current.value = '')));
  return (
    <div class="stack stack-8">
      <div class="thumbs">
        {action.photos.map((id, n) => (
          <figure class="action-photo" key={id}>
            <img src={`/api/v1/actions/${action.id}/photos/${id}/image?size=320`} alt={t('insights.photo_of', { n: n + 1, total: action.photos.length })} />
            <Button size="s" kind="quiet" icon="close" label={t('actions.photo_remove', { n: n + 1 })} disabled={busy} onClick={() => run(removePhoto(action, id).then(() => read(action.id)))} />
          </figure>
        ))}
      </div>
      {action.photos.length < MOST_PHOTOS && (
        <div>
          <label class="pick button button-s button-secondary" aria-busy={busy || undefined}>
            <input ref={input} type="file" accept="image/*" multiple aria-label={t('actions.photo_add')} onChange={chosen} disabled={busy} />
            <Icon name="camera" />
            <span>{t('actions.photo_add')}</span>
          </label>
        </div>
      )}
      {problem}
    </div>
  );
}

type EndProps = { action: Action; status: Status; onDone: (action: Action) => void; onClose: () => void; onChange: (action: Action) => void };

/** Done with what was done, dropped with why, open again with why. */
export function EndDialog({ action, status, onDone, onClose, onChange }: EndProps) {
  const [note, setNote] = useState('');
  const [confirmed, setConfirmed] = useState(false);
  const { busy, problem, run } = useWork(onDone);
  const said = note.trim();
  const asks = status === 'done' && action.photos.length > 0;
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(`actions.end_${status}`)}
      actions={
        <Button kind="primary" busy={busy} disabled={!said || (asks && !confirmed)} onClick={() => run(become(action, status, said))}>
          {t(`actions.do_${status}`)}
        </Button>
      }
    >
      <div class="stack">
        <p>
          <strong>{action.title}</strong>
          <span class="two-lines">{t('actions.due_on', { day: formatDate(action.due_on) })}</span>
        </p>
        <TextArea label={t(`actions.note_${status}`)} value={note} maxLength={4000} onInput={setNote} />
        {status === 'done' && <Shots action={action} onChange={onChange} />}
        {asks && (
          <Checkbox checked={confirmed} onChange={setConfirmed}>
            {t('actions.privacy')}
          </Checkbox>
        )}
        {problem}
      </div>
    </Dialog>
  );
}
