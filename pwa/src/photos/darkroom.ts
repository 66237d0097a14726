/** The editor's side of the worker that changes a picture: one question after the other, each with an end. */
import type { Edit, Size } from './edits';
import type { Made } from './task';

export type Ask =
  | { kind: 'open'; data: ArrayBuffer; type: string; edge: number }
  | { kind: 'show'; edits: readonly Edit[] }
  | { kind: 'save'; edits: readonly Edit[] };

/** The picture as it is now, and a copy of it as large as the screen. */
export interface View extends Size {
  preview: ImageBitmap;
}

export type Answer = { kind: 'view'; view: View } | { kind: 'made'; made: Made } | { kind: 'failed' };

const LIMIT_MS = 60_000;

export class Darkroom {
  private readonly worker = new Worker(new URL('./worker/edit.ts', import.meta.url), { type: 'module' });
  private last: Promise<unknown> = Promise.resolve();

  private ask(question: Ask): Promise<Answer> {
    const mine = this.last.then(() => this.send(question));
    this.last = mine.catch(() => undefined);
    return mine;
  }

  private send(question: Ask): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const fail = (): void => reject(new Error('The picture could not be worked on.'));
      const late = setTimeout(fail, LIMIT_MS);
      this.worker.onmessage = ({ data }: MessageEvent<Answer>) => (clearTimeout(late), data.kind === 'failed' ? fail() : resolve(data));
      this.worker.onerror = this.worker.onmessageerror = () => (clearTimeout(late), fail());
      this.worker.postMessage(question);
    });
  }

  private async view(question: Ask): Promise<View> {
    const answer = await this.ask(question);
    if (answer.kind !== 'view') throw new Error('No picture came back.');
    return answer.view;
  }

  /** `edge`: how many pixels the screen has for the longer side. */
  open(data: ArrayBuffer, type: string, edge: number): Promise<View> {
    return this.view({ kind: 'open', data, type, edge });
  }

  show(edits: readonly Edit[]): Promise<View> {
    return this.view({ kind: 'show', edits });
  }

  async save(edits: readonly Edit[]): Promise<Made> {
    const answer = await this.ask({ kind: 'save', edits });
    if (answer.kind !== 'made') throw new Error('No picture came back.');
    return answer.made;
  }

  close(): void {
    this.worker.terminate();
  }
}
