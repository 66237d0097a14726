/** What each card of a visit looks at: signals of its own, by its question's key, so that a tap redraws one card and nothing else. */
import { computed, type ReadonlySignal } from '@preact/signals';
import { photosWanted, wantsComment, type Item } from '../../engine';
import type { AnswerRow, PhotoRow } from '../../store/schema';
import type { Visit } from '../../store/wire';

/** What a card needs to know beyond its own answer; the same object as long as nothing of it changes. */
export interface CardView {
  state: Item['state'];
  wantsComment: boolean;
  photosWanted: number;
  /** Why the reviewer sent this question back, while the visit is returned. */
  returned: string | null;
}

interface Source {
  readonly visit: ReadonlySignal<Visit>;
  readonly answers: ReadonlySignal<Readonly<Record<string, AnswerRow>>>;
  readonly photos: ReadonlySignal<readonly PhotoRow[]>;
  item(key: string): Item | undefined;
}

/** Made when it is first asked for: entries, and with them keys, come and go. */
function remembered<T>(known: Map<string, T>, key: string, make: (key: string) => T): T {
  let found = known.get(key);
  if (found === undefined) known.set(key, (found = make(key)));
  return found;
}

export class CardSignals {
  private readonly answers = new Map<string, ReadonlySignal<AnswerRow | null>>();
  private readonly views = new Map<string, ReadonlySignal<CardView>>();
  private readonly photoLists = new Map<string, ReadonlySignal<readonly PhotoRow[]>>();
  private readonly returned = computed(() => {
    const { status, returns } = this.of.visit.value;
    const items = status === 'returned' ? (returns.at(-1)?.items ?? []) : [];
    return new Map(items.map((item) => [item.question_id, item.reason]));
  });

  constructor(private readonly of: Source) {}

  answer(key: string): ReadonlySignal<AnswerRow | null> {
    return remembered(this.answers, key, () => computed(() => this.of.answers.value[key] ?? null));
  }

  view(key: string): ReadonlySignal<CardView> {
    return remembered(this.views, key, () => this.makeView(key));
  }

  /** The photos of one question; the same list as long as none of them changes. */
  photos(key: string): ReadonlySignal<readonly PhotoRow[]> {
    return remembered(this.photoLists, key, () => this.makePhotos(key));
  }

  private makeView(key: string): ReadonlySignal<CardView> {
    let last: CardView = { state: 'unanswered', wantsComment: false, photosWanted: 0, returned: null };
    return computed(() => {
      const item = this.of.item(key);
      if (!item) return last;
      const returned = this.returned.value.get(key) ?? null;
      const next: CardView = { state: item.state, wantsComment: wantsComment(item), photosWanted: photosWanted(item), returned };
      const same = (Object.keys(next) as (keyof CardView)[]).every((name) => next[name] === last[name]);
      return same ? last : (last = next);
    });
  }

  private makePhotos(key: string): ReadonlySignal<readonly PhotoRow[]> {
    let last: readonly PhotoRow[] = [];
    return computed(() => {
      const next = this.of.photos.value.filter((photo) => photo.question_id === key);
      return next.length === last.length && next.every((photo, index) => photo === last[index]) ? last : (last = next);
    });
  }
}
