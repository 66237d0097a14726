/** Steps back and forth of one draft. Typing in one field is one step, not one a letter. */
import type { Doc } from './document';
import type { Place } from './place';

export type Step = { doc: Doc; at: Place };

const KEPT_STEPS = 200;
const ONE_STEP_MS = 1200;

export class History {
  private past: Step[] = [];
  private future: Step[] = [];
  private last = { key: '', time: 0 };

  get canUndo(): boolean {
    return this.past.length > 0;
  }

  get canRedo(): boolean {
    return this.future.length > 0;
  }

  /** `key` names what is being edited; the same one again soon belongs to the same step. */
  keep(step: Step, key: string): void {
    const now = Date.now();
    const same = key !== '' && key === this.last.key && now - this.last.time < ONE_STEP_MS;
    if (!same) this.past = [...this.past.slice(-KEPT_STEPS), step];
    this.last = { key, time: now };
    this.future = [];
  }

  back(now: Step): Step | undefined {
    return this.step(this.past, this.future, now);
  }

  forth(now: Step): Step | undefined {
    return this.step(this.future, this.past, now);
  }

  private step(from: Step[], to: Step[], now: Step): Step | undefined {
    const next = from.pop();
    if (next) to.push(now);
    this.last = { key: '', time: 0 };
    return next;
  }
}
