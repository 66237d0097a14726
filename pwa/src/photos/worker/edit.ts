/** Works on one picture: keeps its bytes and one canvas. What is undone is done again from the bytes, without what was taken back. */
import type { Answer, Ask } from '../darkroom';
import type { Edit } from '../edits';
import { sha256 } from '../hash';
import { apply } from './apply';
import { develop, encode, scaled, THUMB_EDGE } from './canvas';

declare const self: DedicatedWorkerGlobalScope;

let source: { data: ArrayBuffer; type: string; edge: number };
let canvas: OffscreenCanvas;
let done: readonly Edit[] = [];

async function bring(edits: readonly Edit[]): Promise<void> {
  const goesOn = done.every((edit, at) => JSON.stringify(edit) === JSON.stringify(edits[at]));
  if (!goesOn) {
    canvas = await develop(source.data, source.type);
    done = [];
  }
  for (const edit of edits.slice(done.length)) canvas = apply(canvas, edit);
  done = edits;
}

async function view(): Promise<Answer> {
  const { width, height } = canvas;
  return { kind: 'view', view: { width, height, preview: scaled(canvas, source.edge).transferToImageBitmap() } };
}

async function save(): Promise<Answer> {
  const data = await encode(canvas);
  const thumb = await encode(scaled(canvas, THUMB_EDGE));
  const { width, height } = canvas;
  const made = { data, thumb, width, height, type: 'image/jpeg', sha256: await sha256(data), takenAt: null, original: false };
  return { kind: 'made', made };
}

async function answer(question: Ask): Promise<Answer> {
  if (question.kind === 'open') {
    source = question;
    canvas = await develop(source.data, source.type);
    done = [];
    return view();
  }
  await bring(question.edits);
  return question.kind === 'show' ? view() : save();
}

self.onmessage = async (event: MessageEvent<Ask>): Promise<void> => {
  const said = await answer(event.data).catch((error: unknown): Answer => (console.error(error), { kind: 'failed' }));
  if (said.kind === 'view') self.postMessage(said, [said.view.preview]);
  else if (said.kind === 'made') self.postMessage(said, [said.made.data, said.made.thumb!]);
  else self.postMessage(said);
};
