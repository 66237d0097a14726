/** One open draft: its document with undo, what is chosen, saving by itself with the row version, and the problems found. */
import { computed, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { api, asProblem, fieldSentence, ifMatch, send, type ApiProblem } from '../../api/client';
import type { Draft, DraftCheck, DraftRow } from '../../api/types';
import { Compiler } from './compile';
import { equal, pointerOf, read, write, type Doc, type Path } from './document';
import { History, type Step } from './history';
import { settled } from './idle';
import { fitting, keyOfPlace, placeOf, WHOLE, type Place } from './place';
import type { Definition } from '../../engine';

export type SavedState = 'saved' | 'waiting' | 'away' | 'conflict' | 'gone';
export type DraftProblem = DraftCheck['problems'][number];

const PAUSE_MS = 700;
const RETRY_MS = 5000;
/** Undo goes on where the work goes on: in a copy made of it. */
const handedOver = new Map<string, History>();

export class Studio {
  readonly doc: Signal<Doc>;
  readonly at = signal<Place>(WHOLE);
  readonly state = signal<SavedState>('saved');
  /** Who else saved the draft, when our work and theirs have parted. */
  readonly theirs = signal<DraftRow | null>(null);
  readonly problems = signal<readonly DraftProblem[]>([]);
  /** Places in the outline with something to mend, as "2" and "2.5". */
  readonly wrong = computed(() => new Set(this.problems.value.map(({ pointer }) => keyOfPlace(placeOf(pointer)))));
  readonly checked = signal(false);
  readonly canUndo = signal(false);
  readonly canRedo = signal(false);
  /** The language the preview is shown in; null: the reader's. */
  readonly spoken = signal<string | null>(null);
  /** What the draft means, a moment after it was typed, so that typing never waits for it. */
  readonly definition: ReadonlySignal<Definition>;
  readonly settledAt: ReadonlySignal<Place>;
  /** Ids that somebody may compare by already are never changed by themselves. */
  readonly lasting: ReadonlySet<string>;

  private version: number;
  private stored: Doc;
  private sent: Doc | null = null;
  /** What the problems are about. */
  private judged: Doc | null = null;
  private history: History;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> | null = null;
  private readonly ends: (() => void)[];

  constructor(readonly draft: Draft, lasting: ReadonlySet<string>) {
    this.doc = signal(draft.document);
    this.stored = draft.document;
    this.version = draft.row_version;
    this.lasting = lasting;
    this.history = handedOver.get(draft.id) ?? new History();
    handedOver.delete(draft.id);
    this.tellSteps();
    const compiler = new Compiler();
    const definition = settled(() => [this.doc.value, this.spoken.value], () => compiler.compile(this.doc.peek(), this.spoken.peek()));
    const at = settled(() => this.at.value, () => this.at.peek());
    [this.definition, this.settledAt, this.ends] = [definition.value, at.value, [definition.end, at.end]];
    void this.check().catch(() => undefined);
  }

  get rowVersion(): number {
    return this.version;
  }

  get(path: Path): unknown {
    return read(this.doc.value, path);
  }

  errorAt(path: Path): string | undefined {
    const pointer = pointerOf(path);
    const found = this.problems.value.find((one) => isAt(one.pointer, pointer));
    return found && found.code !== 'missing' ? fieldSentence(found) : undefined;
  }

  hasProblem = (pointer: string): boolean => this.problems.peek().some((one) => isAt(one.pointer, pointer));

  edit(path: Path, value: unknown): void {
    this.change(write(this.doc.peek(), path, value) as Doc, pointerOf(path));
  }

  /** `key` names what is being edited; the same one again soon belongs to the same step. */
  change(doc: Doc, key = '', at: Place = this.at.peek()): void {
    this.history.keep({ doc: this.doc.peek(), at: this.at.peek() }, key);
    this.show(doc, at);
  }

  undo = (): void => this.step((now) => this.history.back(now));
  redo = (): void => this.step((now) => this.history.forth(now));

  private step(take: (now: Step) => Step | undefined): void {
    const next = take({ doc: this.doc.peek(), at: this.at.peek() });
    if (next) this.show(next.doc, next.at);
  }

  private show(doc: Doc, at: Place): void {
    this.doc.value = doc;
    this.at.value = fitting(doc, at);
    this.tellSteps();
    if (this.parted) return;
    this.state.value = 'waiting';
    this.later(PAUSE_MS);
  }

  private tellSteps(): void {
    this.canUndo.value = this.history.canUndo;
    this.canRedo.value = this.history.canRedo;
  }

  private later(pause: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.save(), pause);
  }

  get dirty(): boolean {
    return this.doc.peek() !== this.stored;
  }

  private get parted(): boolean {
    return this.state.peek() === 'conflict' || this.state.peek() === 'gone';
  }

  /** Everything written is on the server when this resolves with true. One save at a time. */
  async save(): Promise<boolean> {
    clearTimeout(this.timer);
    while (this.running) await this.running;
    if (this.parted) return false;
    if (this.dirty || this.judged !== this.stored) {
      this.running = this.send();
      await this.running;
      this.running = null;
    }
    return this.state.peek() === 'saved';
  }

  private get params() {
    return { path: { draft_id: this.draft.id } };
  }

  private async send(): Promise<void> {
    const document = (this.sent = this.doc.peek());
    const headers = ifMatch({ row_version: this.version });
    try {
      if (document !== this.stored) {
        const request = api.PATCH('/api/v1/checklist-drafts/{draft_id}', { params: this.params, headers, body: { document } });
        this.kept(document, (await send<Draft>(request)).row_version);
      }
      await this.settle();
    } catch (cause) {
      await this.notKept(asProblem(cause));
    }
  }

  private kept(document: Doc, version: number): void {
    this.version = version;
    this.stored = document;
  }

  private async settle(): Promise<void> {
    if (this.dirty) return this.later(PAUSE_MS);
    await this.check();
    if (!this.dirty) this.state.value = 'saved';
  }

  private async notKept(problem: ApiProblem): Promise<void> {
    if (problem.isConflict) return this.part().catch((cause: unknown) => this.notKept(asProblem(cause)));
    if (problem.status === 404) this.state.value = 'gone';
    else {
      this.state.value = 'away';
      this.later(RETRY_MS);
    }
  }

  private fetch(): Promise<Draft> {
    return send<Draft>(api.GET('/api/v1/checklist-drafts/{draft_id}', { params: this.params }));
  }

  /** Somebody else wrote, unless it was our own save whose reply got lost on its way. */
  private async part(): Promise<void> {
    const there = await this.fetch();
    if (this.sent && equal(there.document, this.sent)) {
      this.kept(this.sent, there.row_version);
      return this.settle();
    }
    this.theirs.value = there;
    this.state.value = 'conflict';
  }

  /** Asked again and again while the page is looked at, so that two editors learn of each other early. */
  async lookForOthers(): Promise<void> {
    if (this.running || this.state.peek() === 'gone') return;
    try {
      const there = await send<DraftRow>(api.GET('/api/v1/checklist-drafts/{draft_id}/state', { params: this.params }));
      if (this.running || there.row_version <= this.version) return;
      if (this.state.peek() === 'conflict') this.theirs.value = there;
      else await this.part();
    } catch (cause) {
      if (asProblem(cause).status === 404) this.state.value = 'gone';
    }
  }

  /** Theirs is shown from here on; a step back brings our own again. */
  async takeTheirs(): Promise<void> {
    const there = await this.fetch();
    this.history.keep({ doc: this.doc.peek(), at: this.at.peek() }, '');
    this.theirs.value = null;
    this.state.value = 'saved';
    this.stored = there.document;
    this.version = there.row_version;
    this.show(there.document, this.at.peek());
    await this.save();
  }

  /** Our own goes on as a draft of its own, with its steps back and forth. */
  async keepAsCopy(id: string): Promise<void> {
    const body = { document: this.doc.peek() as Record<string, unknown> };
    await send(api.PUT('/api/v1/checklist-drafts/{draft_id}', { params: { path: { draft_id: id } }, body }));
    this.stored = this.doc.peek();
    handedOver.set(id, this.history);
  }

  private async check(): Promise<void> {
    const judged = this.stored;
    const found = await send<DraftCheck>(api.POST('/api/v1/checklist-drafts/{draft_id}/check', { params: this.params }));
    this.problems.value = found.problems;
    this.judged = judged;
    this.checked.value = true;
  }

  close(): void {
    if (this.dirty) void this.save();
    clearTimeout(this.timer);
    for (const end of this.ends) end();
  }
}

const isAt = (pointer: string, place: string): boolean => pointer === place || pointer.startsWith(`${place}/`);

export const StudioContext = createContext<Studio | null>(null);

export function useStudio(): Studio {
  const studio = useContext(StudioContext);
  if (!studio) throw new Error('outside of a studio');
  return studio;
}
