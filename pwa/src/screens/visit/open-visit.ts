/** One visit as it stands on this phone: every answer its own signal, so that a tap redraws one card and nothing else. */
import { batch, computed, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import { openItems, photosWanted, walk, wantsComment, type Definition, type Item, type OpenItem, type Question } from '../../engine';
import { answersOf, saveAnswers, stampAnswer, type AnswerChange } from '../../store/answers';
import { opsOf } from '../../store/outbox';
import { inOrder, photosOf } from '../../store/photos';
import type { AnswerRow, PhotoRow } from '../../store/schema';
import { changeVisit, getChecklist, getVisit } from '../../store/visits';
import type { Visit } from '../../store/wire';
import { changed } from '../../sync';

/** What a card needs to know beyond its own answer; the same object as long as nothing of it changes. */
export interface CardView {
  state: Item['state'];
  wantsComment: boolean;
  photosWanted: number;
  /** Why the reviewer sent this question back, while the visit is returned. */
  returned: string | null;
}

const OPEN_STATUSES = new Set(['planned', 'accepted', 'in_progress', 'awaiting_follow_up', 'returned']);

export class OpenVisit {
  readonly visit: Signal<Visit>;
  readonly photos: Signal<readonly PhotoRow[]> = signal([]);
  /** A submission is queued: nothing changes any more until the server has spoken. */
  readonly submitting = signal(false);
  private readonly answerSignals = new Map<string, Signal<AnswerRow | null>>();
  private readonly views = new Map<string, ReadonlySignal<CardView>>();
  /** Goes up with everything done here, so that what was read before it is read again. */
  private touched = 0;
  private readonly photoLists = new Map<string, ReadonlySignal<readonly PhotoRow[]>>();

  readonly answers = computed(() => {
    const known: Record<string, AnswerRow> = {};
    for (const [id, one] of this.answerSignals) if (one.value) known[id] = one.value;
    return known;
  });
  readonly photoCounts = computed(() => {
    const counts: Record<string, number> = {};
    for (const { question_id, deleted } of this.photos.value)
      if (question_id && !deleted) counts[question_id] = (counts[question_id] ?? 0) + 1;
    return counts;
  });
  readonly items = computed(() => walk(this.definition, this.answers.value, this.photoCounts.value));
  readonly open: ReadonlySignal<readonly OpenItem[]> = computed(() => openItems(this.definition, this.answers.value, this.photoCounts.value));
  readonly editable = computed(() => OPEN_STATUSES.has(this.visit.value.status) && !this.submitting.value);
  readonly zone = computed(() => this.visit.value.centre.time_zone);
  private readonly returned = computed(() => {
    const { status, returns } = this.visit.value;
    const items = status === 'returned' ? (returns.at(-1)?.items ?? []) : [];
    return new Map(items.map((item) => [item.question_id, item.reason]));
  });
  private readonly byId = computed(() => new Map(this.items.value.map((item) => [item.question.id, item])));

  constructor(
    readonly account: string,
    visit: Visit,
    readonly definition: Definition,
  ) {
    this.visit = signal(visit);
    for (const section of definition.sections)
      for (const { id } of section.questions) {
        this.answerSignals.set(id, signal(null));
        this.views.set(id, this.makeView(id));
        this.photoLists.set(id, this.makePhotos(id));
      }
  }

  private makeView(id: string): ReadonlySignal<CardView> {
    let last: CardView = { state: 'hidden', wantsComment: false, photosWanted: 0, returned: null };
    return computed(() => {
      const item = this.byId.value.get(id);
      if (!item) return last;
      const returned = this.returned.value.get(id) ?? null;
      const next: CardView = { state: item.state, wantsComment: wantsComment(item), photosWanted: photosWanted(item), returned };
      const same = (Object.keys(next) as (keyof CardView)[]).every((key) => next[key] === last[key]);
      return same ? last : (last = next);
    });
  }

  private makePhotos(id: string): ReadonlySignal<readonly PhotoRow[]> {
    let last: readonly PhotoRow[] = [];
    return computed(() => {
      const next = this.photos.value.filter((photo) => photo.question_id === id);
      return next.length === last.length && next.every((photo, index) => photo === last[index]) ? last : (last = next);
    });
  }

  /** The photos of one question; the same list as long as none of them changes. */
  photosFor(id: string): ReadonlySignal<readonly PhotoRow[]> {
    return this.photoLists.get(id)!;
  }

  view(id: string): ReadonlySignal<CardView> {
    return this.views.get(id)!;
  }

  answer(id: string): Signal<AnswerRow | null> {
    return this.answerSignals.get(id)!;
  }

  /** Reads again what others may have changed: a newer answer from the server, the state of a photo. */
  async reload(): Promise<void> {
    const { touched } = this;
    const [row, answers, photos, ops] = await Promise.all([getVisit(this.id), answersOf(this.id), photosOf(this.id), opsOf(this.id)]);
    // A photo came or went meanwhile: this reading knows less than the screen does.
    if (touched !== this.touched) return this.reload();
    batch(() => {
      if (row) this.visit.value = row.visit;
      const parked = new Set(ops.filter((op) => op.kind === 'photo' && op.state === 'attention').map((op) => op.subject));
      const shown = photos.filter((photo) => !photo.deleted);
      this.photos.value = shown.map((photo) => this.sameOr(parked.has(photo.id) ? { ...photo, state: 'attention' } : photo));
      this.submitting.value = ops.some((op) => op.kind === 'submit' && op.problem?.code !== 'visit.open_items');
      for (const answer of answers) this.takeOver(answer);
    });
  }

  /** An unchanged photo keeps its object, so that its small picture is not drawn again. */
  private sameOr(photo: PhotoRow): PhotoRow {
    const old = this.photos.peek().find((one) => one.id === photo.id);
    const same = old && (['state', 'caption', 'question_id', 'rank', 'general'] as const).every((name) => old[name] === photo[name]);
    return old && same ? old : photo;
  }

  private takeOver(answer: AnswerRow): void {
    const own = this.answerSignals.get(answer.question_id);
    if (own && (own.value?.updated_at ?? '') < answer.updated_at) own.value = answer;
  }

  get id(): string {
    return this.visit.peek().id;
  }

  /** Shown at once, kept at once; questions that this answer hides or shows are told to the server too. */
  async set(question: Question, change: Partial<Pick<AnswerRow, 'state' | 'value' | 'comment' | 'waiver'>>): Promise<void> {
    const before = this.hiddenIds();
    const own = this.answer(question.id);
    const old = own.peek();
    const base: AnswerChange = {
      visit_id: this.id, question_id: question.id, state: old?.state ?? 'cleared', value: old?.value ?? null,
      comment: old?.comment ?? null, waiver: old?.waiver ?? null,
    };
    own.value = stampAnswer({ ...base, ...change, updated_at: old?.updated_at });
    const after = this.hiddenIds();
    const rows = [{ answer: own.value, hidden: false }, ...this.turned(before, after)];
    try {
      await saveAnswers(this.account, rows);
    } catch (error) {
      // What is not kept must not look kept.
      if (own.value === rows[0]?.answer) own.value = old;
      throw error;
    }
    await this.begun();
    void changed();
  }

  private hiddenIds(): Set<string> {
    return new Set(this.items.value.filter((item) => item.state === 'hidden').map((item) => item.question.id));
  }

  private turned(before: Set<string>, after: Set<string>): { answer: AnswerRow; hidden: boolean }[] {
    const ids = [...before, ...after].filter((id) => before.has(id) !== after.has(id));
    return ids.flatMap((id) => {
      const own = this.answer(id);
      if (!own.value) return [];
      own.value = stampAnswer(own.value);
      return [{ answer: own.value, hidden: after.has(id) }];
    });
  }

  private async begun(): Promise<void> {
    const { status, arrived_at } = this.visit.value;
    if (status !== 'planned' && status !== 'accepted') return;
    await this.change({ status: 'in_progress', arrived_at: arrived_at ?? new Date().toISOString() });
  }

  async change(fields: Partial<Visit>): Promise<void> {
    this.touched += 1;
    this.visit.value = { ...this.visit.value, ...fields };
    await changeVisit(this.id, fields);
  }

  replacePhoto(row: PhotoRow): void {
    this.touched += 1;
    this.photos.value = [...this.photos.value.filter((photo) => photo.id !== row.id), row].sort(inOrder);
  }

  hidePhoto(id: string): void {
    this.touched += 1;
    this.photos.value = this.photos.value.filter((photo) => photo.id !== id);
  }
}

let current: OpenVisit | null = null;

/** The visit with everything it needs, or null when this phone does not hold it. */
export async function openVisit(account: string, id: string): Promise<OpenVisit | null> {
  if (current?.id === id && current.account === account) return (await current.reload(), current);
  const row = await getVisit(id);
  const checklist = row && (await getChecklist(row.visit.checklist.version_id));
  if (!row || !checklist || row.account !== account) return null;
  current = new OpenVisit(account, row.visit, checklist.definition);
  await current.reload();
  return current;
}

/** After the server has spoken: the open visit follows what is stored now. */
export async function reloadOpenVisit(): Promise<void> {
  await current?.reload();
}
