/** One visit as it stands on this phone: every answer its own signal, so that a tap redraws one card and nothing else. */
import { batch, computed, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import { clocks, entryOf, openItems, questionOf, walk } from '../../engine';
import type { Definition, Item, OpenItem, Question, RunningClock, Section } from '../../engine';
import { now } from '../../questions';
import { answersOf, saveAnswers, stampAnswer } from '../../store/answers';
import { elsewhere } from '../../store/device';
import { isNoted, notesOf, saveNote, stampNote, type NoteChange } from '../../store/notes';
import { opsOf, type NewOp } from '../../store/outbox';
import { inOrder, photosOf } from '../../store/photos';
import type { AnswerRow, NoteRow, PhotoRow } from '../../store/schema';
import { changeVisit, getChecklist, getVisit } from '../../store/visits';
import type { Visit } from '../../store/wire';
import { changed } from '../../sync';
import { CardSignals } from './card-signals';
import { onePerBlank } from './entries';
import { movedClocks } from './moved-clocks';

type Change = Partial<Pick<AnswerRow, 'state' | 'value' | 'comment' | 'waiver'>>;
type Place = { section: Section; question: Question };

const OPEN_STATUSES = new Set(['planned', 'accepted', 'in_progress', 'awaiting_follow_up', 'returned']);

type Rows = Readonly<Record<string, AnswerRow>>;

/** Without what every object has of its own: a question may be named "constructor". */
function together(...rows: readonly Rows[]): Record<string, AnswerRow> {
  return Object.assign(Object.create(null), ...rows) as Record<string, AnswerRow>;
}

export class OpenVisit {
  readonly visit: Signal<Visit>;
  readonly photos: Signal<readonly PhotoRow[]> = signal([]);
  /** What was noted while there, removed things too. */
  readonly notes: Signal<readonly NoteRow[]> = signal([]);
  /** By key: in a repeated section the entry stands behind the question's id. */
  readonly answers: Signal<Rows> = signal(together());
  /** First questions of entries somebody wants to begin; such an entry is one of the visit's as soon as that is answered. */
  readonly added: Signal<readonly string[]> = signal([]);
  /** A submission is queued: nothing changes any more until the server has spoken. */
  readonly submitting = signal(false);
  private readonly places = new Map<string, Place>();
  /** What a time stamp said before it was cleared: its clocks go by that when it is given again. */
  private readonly starts = new Map<string, string>();
  /** Goes up with everything done here, so that what was read before it is read again. */
  private touched = 0;

  readonly photoCounts = computed(() => {
    const counts: Record<string, number> = {};
    for (const { question_id, deleted } of this.photos.value)
      if (question_id && !deleted) counts[question_id] = (counts[question_id] ?? 0) + 1;
    return counts;
  });
  readonly items = computed(() => walk(this.definition, this.answers.value, this.photoCounts.value));
  readonly open: ReadonlySignal<readonly OpenItem[]> = computed(() =>
    onePerBlank(this.items.value, openItems(this.definition, this.answers.value, this.photoCounts.value)),
  );
  readonly clocks: ReadonlySignal<readonly RunningClock[]> = computed(() => clocks(this.items.value, new Date(now.value)));
  /** The other phone this visit was opened on last; here it is only looked at until the person goes on here. */
  readonly elsewhere = computed(() => (this.submitting.value ? null : elsewhere(this.visit.value)));
  readonly editable = computed(() => OPEN_STATUSES.has(this.visit.value.status) && !this.submitting.value && !this.elsewhere.value);
  /** As noted on any phone of this auditor, else as the visit has them. */
  readonly times = computed(() => ({ arrived_at: this.timeOf('arrived'), left_at: this.timeOf('left') }));
  /** Something was noted there, beyond having come and gone. */
  readonly noted = computed(() => this.notes.value.some(isNoted));
  readonly zone = computed(() => this.visit.value.centre.time_zone);
  private readonly byKey = computed(() => new Map(this.items.value.map((item) => [item.key, item])));
  readonly cards = new CardSignals(this);

  constructor(
    readonly account: string,
    visit: Visit,
    readonly definition: Definition,
  ) {
    this.visit = signal(visit);
    for (const section of definition.sections)
      for (const question of section.questions) this.places.set(question.id, { section, question });
  }

  /** The question a key means and the section it is in; none where this checklist does not ask it so. */
  placeOf(key: string): Place | undefined {
    const place = this.places.get(questionOf(key));
    return place && (place.section.repeat !== undefined) === (entryOf(key) !== null) ? place : undefined;
  }

  item(key: string): Item | undefined {
    return this.byKey.value.get(key);
  }

  /** Reads again what others may have changed: a newer answer from the server, the state of a photo. */
  async reload(): Promise<void> {
    const { touched } = this;
    const { id } = this;
    const [row, answers, notes, photos, ops] = await Promise.all([getVisit(id), answersOf(id), notesOf(id), photosOf(id), opsOf(id)]);
    // A photo came or went meanwhile: this reading knows less than the screen does.
    if (touched !== this.touched) return this.reload();
    batch(() => {
      if (row) this.visit.value = row.visit;
      const parked = new Set(ops.filter((op) => op.kind === 'photo' && op.state === 'attention').map((op) => op.subject));
      const shown = photos.filter((photo) => !photo.deleted);
      this.photos.value = shown.map((photo) => this.sameOr(parked.has(photo.id) ? { ...photo, state: 'attention' } : photo));
      this.submitting.value = ops.some((op) => op.kind === 'submit' && op.problem?.code !== 'visit.open_items');
      this.put(answers.filter((answer) => this.isNewer(answer)));
      this.putNotes(notes);
    });
  }

  /** An unchanged photo keeps its object, so that its small picture is not drawn again. */
  private sameOr(photo: PhotoRow): PhotoRow {
    const old = this.photos.peek().find((one) => one.id === photo.id);
    const same = old && (['state', 'caption', 'question_id', 'rank', 'general'] as const).every((name) => old[name] === photo[name]);
    return old && same ? old : photo;
  }

  private isNewer({ question_id, updated_at }: AnswerRow): boolean {
    return this.placeOf(question_id) !== undefined && (this.answers.peek()[question_id]?.updated_at ?? '') < updated_at;
  }

  private put(rows: readonly AnswerRow[]): void {
    if (rows.length === 0) return;
    this.answers.value = together(this.answers.peek(), Object.fromEntries(rows.map((row) => [row.question_id, row])));
  }

  /** The newer version of each; the list stays the same where nothing is newer. */
  private putNotes(rows: readonly NoteRow[]): void {
    const held = new Map(this.notes.peek().map((note) => [note.id, note]));
    const newer = rows.filter((row) => (held.get(row.id)?.updated_at ?? '') < row.updated_at);
    if (newer.length > 0) this.notes.value = [...new Map([...held, ...newer.map((row) => [row.id, row] as const)]).values()];
  }

  get id(): string {
    return this.visit.peek().id;
  }

  /**
   * Shown at once, kept at once. Questions that this answer hides or shows are told to the server too, and a clock that was
   * stopped keeps the moment it was stopped at. The question is as the card has it: its id is the key of the answer.
   */
  async set({ id: key }: Question, change: Change): Promise<void> {
    const before = this.answers.peek();
    const hidden = this.hiddenKeys();
    const moved = movedClocks(this.definition, before, key, change, this.starts);
    this.put([this.stamped(key, change), ...moved.map((clock) => this.stamped(clock.key, clock.change))]);
    const told = new Set([key, ...moved.map((clock) => clock.key)]);
    const hiddenNow = this.hiddenKeys();
    const turned = [...hidden, ...hiddenNow].filter((one) => hidden.has(one) !== hiddenNow.has(one) && !told.has(one));
    this.put(turned.filter((one) => before[one]).map((one) => this.stamped(one, {})));
    const after = this.answers.peek();
    const rows = [...told, ...turned].flatMap((one) => after[one] ?? []);
    try {
      await saveAnswers(this.account, rows.map((answer) => ({ answer, hidden: answer.question_id !== key && hiddenNow.has(answer.question_id) })));
    } catch (error) {
      this.takeBack(rows, before);
      throw error;
    }
    await this.start();
    void changed();
  }

  private timeOf(name: 'arrived' | 'left'): string | null {
    const note = this.notes.value.find(({ id }) => id === name);
    if (note) return note.removed ? null : note.at;
    return this.visit.value[`${name}_at`];
  }

  /** Arriving or leaving; null takes it back. */
  async setTime(name: 'arrived' | 'left', at: string | null): Promise<void> {
    const held = this.timeOf(name);
    if (at !== held) await this.note({ id: name, at: at ?? held!, removed: at === null });
  }

  /** Noted while there: shown at once, kept at once. When somebody arrived is not guessed from it. */
  async note(change: NoteChange): Promise<void> {
    const before = this.notes.peek();
    const row = stampNote(this.id, change, before.find((note) => note.id === change.id));
    this.putNotes([row]);
    try {
      await saveNote(this.account, row);
    } catch (error) {
      this.notes.value = before;
      throw error;
    }
    const { status } = this.visit.peek();
    if (status === 'planned' || status === 'accepted') await this.change({ status: 'in_progress' });
    void changed();
  }

  private stamped(key: string, change: Change): AnswerRow {
    const old = this.answers.peek()[key];
    const base = {
      visit_id: this.id, question_id: key, state: old?.state ?? 'cleared', value: old?.value ?? null, comment: old?.comment ?? null,
      waiver: old?.waiver ?? null,
    } as const;
    return stampAnswer({ ...base, ...change, updated_at: old?.updated_at });
  }

  /** What is not kept must not look kept. */
  private takeBack(rows: readonly AnswerRow[], before: Rows): void {
    const answers = together(this.answers.peek());
    for (const row of rows) {
      const old = before[row.question_id];
      if (answers[row.question_id] !== row) continue;
      if (old) answers[row.question_id] = old;
      else delete answers[row.question_id];
    }
    this.answers.value = answers;
  }

  private hiddenKeys(): Set<string> {
    return new Set(this.items.value.filter((item) => item.state === 'hidden').map((item) => item.key));
  }

  private async start(): Promise<void> {
    const { status } = this.visit.value;
    if (status !== 'planned' && status !== 'accepted') return;
    if (this.times.value.arrived_at === null) await this.note({ id: 'arrived', at: new Date().toISOString() });
    else await this.change({ status: 'in_progress' });
  }

  /** Shown once it is kept, with what tells the server: a page that ends in between would have said what is not so. */
  async change(fields: Partial<Visit>, op?: NewOp): Promise<void> {
    await changeVisit(this.id, fields, op);
    this.touched += 1;
    this.visit.value = { ...this.visit.peek(), ...fields };
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
  const isOpen = (): boolean => current?.id === id && current.account === account;
  if (current && isOpen()) return (await current.reload(), current);
  const row = await getVisit(id);
  const checklist = row && (await getChecklist(row.visit.checklist.version_id));
  if (!row || !checklist || row.account !== account) return null;
  // Asked for twice at once, it is still one visit: two would not know of each other's answers.
  if (!isOpen()) current = new OpenVisit(account, row.visit, checklist.definition);
  const opened = current!;
  await opened.reload();
  return opened;
}

/** After the server has spoken: the open visit follows what is stored now. */
export async function reloadOpenVisit(): Promise<void> {
  await current?.reload();
}
