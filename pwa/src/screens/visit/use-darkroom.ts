/** One picture in the worker as long as the editor is open: what it looks like now, and what was done to it. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Edit } from '../../photos/edits';
import { Darkroom, type View } from '../../photos/darkroom';
import type { Made } from '../../photos/task';
import type { PhotoRow } from '../../store/schema';
import { EMPTY, type History } from './photo-edit-state';
import { sourceOf } from './photo-source';

export type Trouble = 'away' | 'unreadable';

/** More than the screen has would only be memory. */
function screenEdge(): number {
  return Math.round(Math.max(innerWidth, innerHeight) * Math.min(2, devicePixelRatio));
}

export interface Work {
  view: View | null;
  trouble: Trouble | null;
  history: History;
  /** false: it did not work, and everything is as it was. */
  bring: (history: History) => Promise<boolean>;
  save: () => Promise<Made>;
}

export function useDarkroom(photo: PhotoRow): Work {
  const room = useRef<Darkroom | null>(null);
  const [view, setView] = useState<View | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [history, setHistory] = useState<History>(EMPTY);
  useEffect(() => {
    const mine = new Darkroom();
    room.current = mine;
    const open = async (): Promise<void> => {
      const source = await sourceOf(photo);
      if (!source) return setTrouble('away');
      setView(await mine.open(source.data, source.type, screenEdge()));
    };
    open().catch(() => setTrouble('unreadable'));
    return () => mine.close();
  }, [photo.id]);

  const bring = async (next: History): Promise<boolean> => {
    const before = history;
    setHistory(next);
    try {
      setView(await room.current!.show(next.done));
      return true;
    } catch {
      setHistory(before);
      return false;
    }
  };
  const edits: readonly Edit[] = history.done;
  return { view, trouble, history, bring, save: () => room.current!.save(edits) };
}
