/** The picture over the whole screen with its tools below, in reach of one thumb. Loaded when somebody edits a photo. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { t, type TextKey } from '../../i18n';
import type { Area, Edit } from '../../photos/edits';
import { StoreFull } from '../../store/db';
import type { PhotoRow } from '../../store/schema';
import { Button, Dialog, openModal, Segments } from '../../ui';
import { EditIcon } from './photo-edit-icons';
import { add, editOf, frame, redo, spoken, undo, type History, type Tool } from './photo-edit-state';
import type { OpenVisit } from './open-visit';
import { keepChanged } from './photo-changes';
import { Stage } from './photo-stage';
import { useDarkroom, type Trouble, type Work } from './use-darkroom';
import './photo-editor.css';
import './photo-words';

const LONGEST_WORDS = 60;
const TOOLS: readonly (Tool | 'rotate')[] = ['blur', 'crop', 'rotate', 'arrow', 'box', 'text'];

interface EditorProps {
  visit: OpenVisit;
  photo: PhotoRow;
  onClose: () => void;
  onSaved: () => void;
}

function hintOf(tool: Tool, brush: boolean): TextKey {
  return tool === 'blur' && brush ? 'editor.hint_brush' : `editor.hint_${tool}`;
}

const DONE: Record<Edit['kind'], TextKey> = {
  blur: 'editor.done_blur', smear: 'editor.done_blur', crop: 'editor.done_crop', rotate: 'editor.done_rotate',
  arrow: 'editor.done_arrow', box: 'editor.done_box', text: 'editor.done_text',
};

function Waiting({ trouble }: { trouble: Trouble | null }) {
  const words = trouble === 'away' ? 'photos.not_here' : trouble === 'unreadable' ? 'photos.cannot_edit' : 'editor.opening';
  return (
    <div class="stage stage-empty">
      <p role={trouble ? 'alert' : 'status'}>{t(words)}</p>
    </div>
  );
}

function Tools({ tool, disabled, onPick }: { tool: Tool; disabled: boolean; onPick: (tool: Tool | 'rotate') => void }) {
  return (
    <div class="edit-tools" role="group" aria-label={t('editor.tools')}>
      {TOOLS.map((one) => (
        <button
          type="button"
          class="edit-tool"
          key={one}
          disabled={disabled}
          aria-pressed={one === 'rotate' ? undefined : one === tool}
          onClick={() => onPick(one)}
        >
          <EditIcon name={one} />
          <span>{t(`editor.${one}`)}</span>
        </button>
      ))}
    </div>
  );
}

/** What is being worked with: the tool, its selection and its words. */
function useTools({ view, history, bring }: Work) {
  const [tool, setTool] = useState<Tool>('blur');
  const [brush, setBrush] = useState(false);
  const [text, setText] = useState('');
  const [selection, select] = useState<Area | null>(null);
  const [said, say] = useState('');
  const go = async (next: History, words: string): Promise<void> => say((await bring(next)) ? words : t('editor.failed'));
  const pick = (next: Tool | 'rotate'): void => {
    if (next === 'rotate') return edit({ kind: 'rotate' });
    setTool(next);
    select(next === 'crop' && view ? frame(view) : null);
    say('');
  };
  const edit = (one: Edit): void => {
    select(null);
    if (one.kind === 'text') setText('');
    if (one.kind === 'crop' || (one.kind === 'rotate' && tool === 'crop')) setTool('blur');
    void go(add(history, one), t(DONE[one.kind]));
  };
  const back = (): void => (select(null), void go(undo(history), t('editor.undone')));
  const forth = (): void => (select(null), void go(redo(history), t(DONE[history.undone[0]?.kind ?? 'rotate'])));
  return { tool, brush, text, selection, said, pick, edit, back, forth, setBrush, setText, select, say };
}

type Hand = ReturnType<typeof useTools>;

/** What the tool in hand asks for besides the picture. */
function Extra({ hand, words, ready }: { hand: Hand; words: { current: HTMLInputElement | null }; ready: boolean }) {
  const { tool, brush, text, selection, edit } = hand;
  if (tool === 'blur') {
    const options = [{ id: 'area', label: t('editor.area') }, { id: 'brush', label: t('editor.brush') }] as const;
    return (
      <Segments size="s" label={t('editor.blur_shape')} options={options} value={brush ? 'brush' : 'area'} onChange={(id) => hand.setBrush(id === 'brush')} />
    );
  }
  const now = selection && editOf(tool, selection, text);
  const apply = (): void => void (now && edit(now));
  if (tool === 'crop')
    return (
      <Button size="s" block disabled={!ready || !now} onClick={apply}>
        {t('editor.crop_now')}
      </Button>
    );
  if (tool !== 'text') return null;
  return (
    <div class="edit-words">
      <input
        ref={words}
        class="input"
        aria-label={t('editor.words')}
        placeholder={t('editor.words')}
        value={text}
        maxLength={LONGEST_WORDS}
        enterkeyhint="done"
        onInput={(event) => hand.setText(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && apply()}
      />
      {selection && (
        <Button size="s" disabled={!now} onClick={apply}>
          {t('editor.put')}
        </Button>
      )}
    </div>
  );
}

/** Said aloud and written: what the tool wants, where the selection is, what was just done. */
function Said({ hand, work }: { hand: Hand; work: Work }) {
  const { tool, brush, selection, said } = hand;
  const at = selection && work.view && tool !== 'text' ? t('editor.selected', spoken(selection, work.view)) : null;
  return (
    <p class="edit-said" role="status">
      {at && tool !== 'crop' ? at : `${said} ${t(hintOf(tool, brush))}`.trim()}
    </p>
  );
}

function onKeys(hand: Hand): (event: KeyboardEvent) => void {
  return (event) => {
    const writing = event.target instanceof HTMLInputElement && event.target.type === 'text';
    if (writing || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return;
    event.preventDefault();
    if (event.shiftKey) hand.forth();
    else hand.back();
  };
}

function Leave({ open, onStay, onLeave }: { open: boolean; onStay: () => void; onLeave: () => void }) {
  const actions = (
    <>
      <Button onClick={onStay}>{t('editor.stay')}</Button>
      <Button kind="danger" onClick={onLeave}>
        {t('editor.leave_now')}
      </Button>
    </>
  );
  return (
    <Dialog open={open} onClose={onStay} title={t('editor.leave')} actions={actions}>
      {t('editor.leave_text')}
    </Dialog>
  );
}

export function PhotoEditor(props: EditorProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const words = useRef<HTMLInputElement>(null);
  const work = useDarkroom(props.photo);
  const hand = useTools(work);
  const [leaving, setLeaving] = useState(false);
  const [saving, setSaving] = useState(false);
  useEffect(() => (dialog.current ? openModal(dialog.current) : undefined), []);
  const { view, history } = work;
  const changed = history.done.length > 0;
  const leave = (): void => (changed ? setLeaving(true) : props.onClose());
  const save = async (): Promise<void> => {
    setSaving(true);
    try {
      await keepChanged(props.visit, props.photo, await work.save());
      props.onSaved();
    } catch (error) {
      hand.say(t(error instanceof StoreFull ? 'visit.no_space' : 'editor.failed'));
      setSaving(false);
    }
  };
  return (
    <dialog
      ref={dialog}
      class="photo-view photo-editor"
      aria-label={t('editor.title')}
      onCancel={(event) => event.target === dialog.current && (event.preventDefault(), leave())}
      onKeyDown={onKeys(hand)}
    >
      <div class="photo-view-head">
        <Button kind="quiet" icon="close" label={t('cancel')} onClick={leave} />
        <p>{t('editor.title')}</p>
      </div>
      {view ? (
        <Stage size={view} preview={view.preview} {...hand} onSelect={hand.select} onEdit={hand.edit} onWords={() => words.current?.focus()} />
      ) : (
        <Waiting trouble={work.trouble} />
      )}
      <div class="edit-foot">
        {view && <Said hand={hand} work={work} />}
        <div class="edit-extra">{view && <Extra hand={hand} words={words} ready={!saving} />}</div>
        <Tools tool={hand.tool} disabled={!view || saving} onPick={hand.pick} />
        <div class="edit-end">
          <Button icon="undo" label={t('undo')} disabled={!changed || saving} onClick={hand.back} />
          <Button icon="redo" label={t('editor.redo')} disabled={history.undone.length === 0 || saving} onClick={hand.forth} />
          <Button kind="primary" disabled={!changed} busy={saving} onClick={() => void save()}>
            {t('save')}
          </Button>
        </div>
      </div>
      <Leave open={leaving} onStay={() => setLeaving(false)} onLeave={props.onClose} />
    </dialog>
  );
}
