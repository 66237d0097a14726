import { describe, expect, it } from 'vitest';
import { compile, Compiler, playable } from './compile';
import { equal, idFrom, renamedQuestion, spelledOut, withoutLanguage, withWord, write, type Doc } from './document';
import { copyQuestion, move, moveTo, remove } from './outline-moves';
import { scoreVisit } from '../../engine';

const DOC: Doc = {
  id: 'short',
  title: 'Short',
  language: 'en',
  scoring: { mode: 'sections' },
  sections: [
    { id: 'a', title: 'A', touchpoint: 'arrival', questions: [{ id: 'one', type: 'yes_no', text: 'One?' }, { id: 'two', type: 'scale', text: 'Two?', scale: { max: 4 }, visible_if: { q: 'one', op: 'eq', v: 'yes' } }] },
    { id: 'b', title: 'B', touchpoint: 'arrival', questions: [{ id: 'three', type: 'text', text: 'Three?' }] },
  ],
};
const ids = (doc: Doc) => compile(doc).sections.map((section) => section.questions.map((question) => question.id));

describe('the document', () => {
  it('is changed in one place, and an emptied mapping goes', () => {
    const changed = write(DOC, ['sections', 0, 'questions', 0, 'photo', 'min'], 1) as Doc;
    expect(compile(changed).sections[0]?.questions[0]?.photo.min).toBe(1);
    expect(write(changed, ['sections', 0, 'questions', 0, 'photo', 'min'], undefined)).toEqual(DOC);
  });

  it('keeps a plain text plain until there is a second language', () => {
    expect(withWord(DOC, 'Short', 'en', 'Shorter')).toBe('Shorter');
    const both = { ...DOC, languages: ['en', 'de'] };
    expect(withWord(both, 'Short', 'de', 'Kurz')).toEqual({ en: 'Short', de: 'Kurz' });
    expect(withoutLanguage({ title: { en: 'Short', de: 'Kurz' } }, 'de', ['en', 'de'])).toEqual({ title: { en: 'Short' } });
  });

  it('keeps every text in its language when the main one changes', () => {
    const both = { ...DOC, languages: ['en', 'de'] };
    const german = { ...(spelledOut(both, 'en') as Doc), language: 'de' };
    expect(compile(german).title).toEqual({ en: 'Short' });
    expect(compile(german).sections[0]?.questions[0]?.text).toEqual({ en: 'One?' });
    expect(compile(german).sections[0]?.questions[1]?.visible_if).toEqual({ q: 'one', op: 'eq', v: 'yes' });
  });

  it('makes ids of words, and conditions follow a renamed question', () => {
    expect(idFrom('Grüßt man Sie?', '_')).toBe('gruesst_man_sie');
    expect(idFrom('24 h', '_')).toBe('');
    expect(renamedQuestion({ q: 'one', op: 'eq', v: 'one' }, 'one', 'uno')).toEqual({ q: 'uno', op: 'eq', v: 'one' });
  });

  it('moves a question over the end of its section, copies and removes', () => {
    const moved = move(DOC, { section: 0, question: 1 }, 1);
    expect(moved && ids(moved.doc)).toEqual([['one'], ['two', 'three']]);
    expect(moved?.at).toEqual({ section: 1, question: 0 });
    expect(move(DOC, { section: 0, question: 0 }, -1)).toBeNull();
    const copied = copyQuestion(DOC, { section: 0, question: 0 });
    expect(copied && ids(copied.doc)[0]).toEqual(['one', 'one_2', 'two']);
    const left = remove(DOC, { section: 0, question: null });
    expect(left && ids(left.doc)).toEqual([['three']]);
  });

  it('puts down what was dragged in the gap it was held over', () => {
    const dragged = (from: [number, number | null], to: [number, number | null]) =>
      moveTo(DOC, { section: from[0], question: from[1] }, { section: to[0], question: to[1] });
    const after = (from: [number, number | null], to: [number, number | null]) => ids(dragged(from, to)?.doc ?? DOC);
    expect(after([0, 0], [0, 2])).toEqual([['two', 'one'], ['three']]);
    expect(after([0, 1], [0, 0])).toEqual([['two', 'one'], ['three']]);
    expect(after([0, 0], [1, 1])).toEqual([['two'], ['three', 'one']]);
    expect(dragged([0, 0], [1, 1])?.at).toEqual({ section: 1, question: 1 });
    expect(after([1, null], [0, null])).toEqual([['three'], ['one', 'two']]);
    expect(after([0, null], [2, null])).toEqual([['three'], ['one', 'two']]);
    for (const nowhere of [dragged([0, 0], [0, 0]), dragged([0, 0], [0, 1]), dragged([0, null], [1, null]), dragged([9, 9], [0, 0])]) expect(nowhere).toBeNull();
  });

  it('is the same whatever the order of its keys', () => {
    expect(equal({ a: 1, b: [{ c: null }] }, { b: [{ c: null }], a: 1 })).toBe(true);
    expect(equal({ a: 1 }, { a: 1, b: undefined })).toBe(false);
    expect(equal([1, 2], [2, 1])).toBe(false);
  });
});

describe('the preview', () => {
  it('scores what stands there', () => {
    const answers = { one: { state: 'answered', value: 'yes' }, two: { state: 'answered', value: 2 } } as const;
    expect(scoreVisit(compile(DOC), answers, {}).overall.tenths).toBe(600);
  });

  it('compiles only what was changed, and in one language what is wanted', () => {
    const compiler = new Compiler();
    const first = compiler.compile(DOC);
    const changed = compiler.compile(write(DOC, ['sections', 0, 'questions', 0, 'text'], { en: 'Uno?', de: 'Eins?' }) as Doc);
    expect(changed.sections[1]).toBe(first.sections[1]);
    expect(changed.sections[0]?.questions[1]).toBe(first.sections[0]?.questions[1]);
    const german = compiler.compile({ ...(write(DOC, ['sections', 0, 'questions', 0, 'text'], { en: 'Uno?', de: 'Eins?' }) as Doc), languages: ['en', 'de'] }, 'de');
    expect(german.sections[0]?.questions.map((question) => question.text)).toEqual([{ de: 'Eins?' }, { de: 'Two?' }]);
  });

  it('shows a condition that a move turned round as never met', () => {
    const turned = moveTo(DOC, { section: 0, question: 1 }, { section: 0, question: 0 });
    const answers = { one: { state: 'answered', value: 'yes' } } as const;
    expect(scoreVisit(compile(turned?.doc ?? DOC), answers, {}).questions[0]).toMatchObject({ id: 'two', state: 'hidden' });
  });

  it('takes any document without an error', () => {
    const broken: Doc[] = [
      {},
      { sections: {} },
      { sections: [null, { questions: [null, { type: 'stars' }, { type: 'single_choice' }, { type: 'scale', scale: { max: 'x' } }, { type: 'number', bands: [{}], visible_if: { all: [{}, { not: 1 }] } }] }] },
      { scoring: { bonus_cap: 1e99, bands: [{ from: 'x' }] }, sections: [{ weight: -1, questions: [{ weight: 0.12345, type: 'multiple_choice', options: [{ points: 'x' }] }] }] },
    ];
    for (const doc of broken) expect(scoreVisit(playable(compile(doc)), {}, {}).mode).toBe('sections');
  });
});
