/** What was noted, as it happened: a time and a few words a line. A tap corrects or removes it. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { formatTime, t } from '../../i18n';
import { fromWall, toWall } from '../../i18n/zone';
import type { NoteRow } from '../../store/schema';
import { Button, Sheet, toast } from '../../ui';
import type { OpenVisit } from '../visit/open-visit';
import { plain } from './composer';
import { linesOf, nameOf, ORDER, setNote, setTime, timeOf, type Stamp } from './moments';

/** A stamp by its name, or a line of text. */
export type Noted = { at: string; words: string } & ({ stamp: Stamp } | { line: NoteRow });

export function noted(visit: OpenVisit): Noted[] {
  const stamps = ORDER.flatMap((stamp): Noted[] => {
    const at = timeOf(visit, stamp);
    return at === null ? [] : [{ at, words: nameOf(stamp), stamp }];
  });
  const lines = linesOf(visit).map((line): Noted => ({ at: line.at, words: line.text ?? '', line }));
  return [...stamps, ...lines].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

export const keyOf = (one: Noted): string => ('stamp' in one ? one.stamp : one.line.id);

async function put(visit: OpenVisit, one: Noted, at: string, text: string): Promise<void> {
  if ('stamp' in one) return setTime(visit, one.stamp, at);
  return setNote(visit, { ...one.line, at, text: plain(text) });
}

function remove(visit: OpenVisit, one: Noted): void {
  if ('stamp' in one) void setTime(visit, one.stamp, null);
  else void setNote(visit, { ...one.line, removed: true });
  toast(t('notes.removed'), { undo: () => void put(visit, one, one.at, one.words) });
}

/** "14:05" on the day it was noted, by the clock on the centre's wall; the seconds stay where only they differ. */
function corrected(one: Noted, time: string, zone: string): string {
  const wall = toWall(one.at, zone);
  return wall.slice(11, 16) === time ? one.at : fromWall(`${wall.slice(0, 10)}T${time}`, zone);
}

export function Correct({ visit, one, onClose }: { visit: OpenVisit; one: Noted; onClose: () => void }) {
  const zone = visit.zone.value;
  const [time, setWall] = useState(toWall(one.at, zone).slice(11, 16));
  const [text, setText] = useState(one.words);
  const save = (): void => {
    onClose();
    if (time && text.trim()) void put(visit, one, corrected(one, time, zone), text);
  };
  return (
    <Sheet
      open
      onClose={onClose}
      title={'stamp' in one ? one.words : t('notes.text')}
      actions={
        <>
          <Button icon="trash" onClick={() => (onClose(), remove(visit, one))}>
            {t('notes.remove')}
          </Button>
          <Button onClick={save}>{t('notes.done')}</Button>
        </>
      }
    >
      <div class="jot-correct">
        {'line' in one && (
          <textarea class="input" rows={3} maxLength={2000} aria-label={t('notes.text')} value={text} onInput={(event) => setText(event.currentTarget.value)} />
        )}
        <label>
          <span class="field-label">{t('notes.time')}</span>
          <input class="input" type="time" value={time} onInput={(event) => setWall(event.currentTarget.value.slice(0, 5))} />
        </label>
      </div>
    </Sheet>
  );
}

export function Lines({ visit, hidden, onCorrect }: { visit: OpenVisit; hidden: string | null; onCorrect: (one: Noted) => void }) {
  const all = noted(visit).filter((one) => keyOf(one) !== hidden);
  const end = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (end.current) end.current.scrollTop = end.current.scrollHeight;
  }, [all.length]);
  if (all.length === 0) return <p class="jot-lines secondary">{t('notes.empty')}</p>;
  return (
    <ul class="jot-lines" ref={end} aria-label={t('notes.lines')}>
      {all.map((one) => (
        <li key={keyOf(one)}>
          <button type="button" class="jot-line" disabled={!visit.editable.value} onClick={() => onCorrect(one)}>
            <span class="figures">{formatTime(one.at, visit.zone.value)}</span>
            <span>{one.words}</span>
            <span class="hidden-visually">{t('notes.change')}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
