/** One open draft: its document with undo, what is chosen, saving by itself with the row version, and the problems found. */
import { computed, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { api, asProblem, fieldSentence, ifMatch, send } from '../../api/client';
import type { Draft, DraftCheck } from '../../api/types';
import { compile } from './compile';
import { pointerOf, questionsOf, read, sectionsOf, write, type Doc, type Path } from './document';
import type { Definition } from '../../engine';

export type Place = { section: number | null; question: number | null };
export type SavedState = 'saved' | 'waiting' | 'away' | 'conflict' | 'gone';
export type DraftProblem = DraftCheck['problems'][number];
type Step = { doc: Doc; at: Place };

const PAUSE_MS = 700;
const RETRY_MS = 5000;
const KEPT_STEPS = 200;
/** Typing in one field is one step back, not one a letter. */
const ONE_STEP_MS = 1200;

export class Studio {
  readonly doc: Signal<Doc>;
  readonly at = signal<Place>({ section: null, question: null });
  readonly state = signal<SavedState>('saved');
  readonly problems = signal<readonly DraftProblem[]>([]);
  readonly checked = signal(false);
  readonly canUndo = signal(false);
  readonly canRedo = signal(false);
  readonly definition: ReadonlySignal<Definition>;
  /** Ids that somebody may compare by already are never changed by themselves. */
  readonly lasting: ReadonlySet<string>;

  private version: number;
  private stored: Doc;
  private past: Step[] = [];
  private future: Step[] = [];
  private lastEdit = { key: '', time: 0 };
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> | null = null;

  constructor(readonly draft: Draft, lasting: ReadonlySet<string>) {
    this.doc = signal(draft.document);
    this.stored = draft.document;
    this.version = draft.row_version;
    this.lasting = lasting;
    this.definition = computed(() => compile(this.doc.value));
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
    const found = this.problems.value.find((one) => one.pointer === pointer || one.pointer.startsWith(`${pointer}/`));
    return found && found.code !== 'missing' ? fieldSentence(found) : undefined;
  }

  edit(path: Path, value: unknown): void {
    this.change(write(this.doc.peek(), path, value) as Doc, pointerOf(path));
  }

  /** `key` names what is being edited; the same one again soon belongs to the same step. */
  change(doc: Doc, key = '', at: Place = this.at.peek()): void {
    const now = Date.now();
    const same = key !== '' && key === this.lastEdit.key && now - this.lastEdit.time < ONE_STEP_MS;
    if (!same) this.past = [...this.past.slice(-KEPT_STEPS), { doc: this.doc.peek(), at: this.at.peek() }];
    this.lastEdit = { key, time: now };
    this.future = [];
    this.show({ doc, at });
  }

  undo = (): void => this.step(this.past, this.future);
  redo = (): void => this.step(this.future, this.past);

  private step(from: Step[], to: Step[]): void {
    const next = from.pop();
    if (!next) return;
    to.push({ doc: this.doc.peek(), at: this.at.peek() });
    this.lastEdit = { key: '', time: 0 };
    this.show(next);
  }

  private show({ doc, at }: Step): void {
    this.doc.value = doc;
    this.at.value = fitting(doc, at);
    this.canUndo.value = this.past.length > 0;
    this.canRedo.value = this.future.length > 0;
    if (this.state.value === 'conflict' || this.state.value === 'gone') return;
    this.state.value = 'waiting';
    this.later(PAUSE_MS);
  }

  private later(pause: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.save(), pause);
  }

  get dirty(): boolean {
    return this.doc.peek() !== this.stored;
  }

  /** Everything written is on the server when this resolves with true. One save at a time. */
  async save(): Promise<boolean> {
    clearTimeout(this.timer);
    while (this.running) await this.running;
    if (this.state.value === 'conflict' || this.state.value === 'gone') return false;
    if (this.dirty) {
      this.running = this.send();
      await this.running;
      this.running = null;
    }
    return this.state.peek() === 'saved';
  }

  private async send(): Promise<void> {
    const document = this.doc.peek();
    const params = { path: { draft_id: this.draft.id } };
    const headers = ifMatch({ row_version: this.version });
    try {
      const kept = await send<Draft>(api.PATCH('/api/v1/checklist-drafts/{draft_id}', { params, headers, body: { document } }));
      this.version = kept.row_version;
      this.stored = document;
      if (this.dirty) return this.later(PAUSE_MS);
      await this.check();
      if (!this.dirty) this.state.value = 'saved';
    } catch (cause) {
      const problem = asProblem(cause);
      if (problem.isConflict) this.state.value = 'conflict';
      else if (problem.status === 404) this.state.value = 'gone';
      else {
        this.state.value = 'away';
        this.later(RETRY_MS);
      }
    }
  }

  private async check(): Promise<void> {
    const params = { path: { draft_id: this.draft.id } };
    const found = await send<DraftCheck>(api.POST('/api/v1/checklist-drafts/{draft_id}/check', { params }));
    this.problems.value = found.problems;
    this.checked.value = true;
  }

  close(): void {
    if (this.dirty) void this.save();
    clearTimeout(this.timer);
  }
}

/** After a step back the chosen place may be gone. */
function fitting(doc: Doc, at: Place): Place {
  const section = at.section === null ? undefined : sectionsOf(doc)[at.section];
  if (!section) return { section: null, question: null };
  const there = at.question !== null && at.question < questionsOf(section).length;
  return { section: at.section, question: there ? at.question : null };
}

export const StudioContext = createContext<Studio | null>(null);

export function useStudio(): Studio {
  const studio = useContext(StudioContext);
  if (!studio) throw new Error('outside of a studio');
  return studio;
}
