/** Whatever the language of checklists knows, the studio has a field for: the schema of the files says what that is. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { h, render, type ComponentChild } from 'preact';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { pointerOf, write, type Doc, type Path, type Thing } from './document';
import { document, Node } from './page.test-dom';
import { QuestionEditor } from './question-editor';
import { Studio, StudioContext } from './studio-state';
import { SectionEditor, WholeEditor } from './whole-editor';

type Schema = Readonly<{
  $ref?: string;
  $defs?: Record<string, Schema>;
  properties?: Record<string, Schema>;
  additionalProperties?: unknown;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  const?: unknown;
  type?: string | string[];
}>;

const FILE = join(import.meta.dirname, '../../../../audits/schema.json');
const schema = JSON.parse(readFileSync(FILE, 'utf8')) as Schema;
/** Lists the outline shows, and what the studio writes by itself or not at all. */
const OUTLINE = new Set(['sections', 'questions']);

const defined = (one: Schema): Schema => (one.$ref ? (schema.$defs?.[one.$ref.replace('#/$defs/', '')] ?? {}) : one);
const isText = (one: Schema): boolean => one.$ref === '#/$defs/text';
const isCondition = (one: Schema): boolean => one.$ref === '#/$defs/condition' || one.$ref === '#/$defs/rule';

/** A value of this shape that has every key, and the places of all of them. */
function sample(one: Schema, path: Path, found: Path[]): unknown {
  found.push(path);
  if (isText(one)) return 'words';
  if (isCondition(one)) return { q: 'earlier', op: 'answered', v: true };
  const shape = one.anyOf?.find((part) => part.properties) ?? one.anyOf?.find((part) => part.type === 'number') ?? one.anyOf?.find(isCondition) ?? one;
  if (shape !== one && shape !== undefined) return found.pop() && sample(shape, path, found);
  if (one.properties) return things(one.properties, path, found);
  if (one.items) return [0, 1].map((index) => sample(one.items ?? {}, [...path, index], found)).filter((held) => held !== undefined);
  if (one.type === 'object') return { '4': sample(one.additionalProperties as Schema, [...path, '4'], found) };
  return one.const ?? (one.type === 'boolean' ? true : [one.type].flat().some((type) => type === 'number' || type === 'integer') ? 4 : 'word');
}

function things(properties: Record<string, Schema>, path: Path, found: Path[]): Thing {
  const own = Object.entries(properties).filter(([key]) => !OUTLINE.has(key));
  return Object.fromEntries(own.map(([key, part]) => [key, sample(part, [...path, key], found)]));
}

function fieldsOf(doc: Doc, screen: ComponentChild): Set<string> {
  const draft = { id: 'draft', slug: '', title: {}, changed_by: '', created_at: '', updated_at: '', row_version: 1, document: doc };
  const studio = new Studio(draft as never, new Set());
  const page = new Node('main');
  render(h(StudioContext.Provider, { value: studio }, screen), page as never);
  const fields = page.all().map((node) => node.attributes.get('data-pointer'));
  render(null, page as never);
  studio.close();
  return new Set(fields.filter((pointer) => pointer !== undefined));
}

/** What holds other keys is shown by them; the last open band has no end of its own. */
function wanted(found: readonly Path[], within: Path): string[] {
  const pointers = found.filter((path) => path.length > within.length && !(path.at(-2) === 1 && ['up_to', 'from'].includes(String(path.at(-1))))).map(pointerOf);
  return pointers.filter((pointer) => !pointers.some((other) => other.startsWith(`${pointer}/`)));
}

/** What the schema lets pass and the reader refuses, or what says nothing of such a question. */
const NEEDLESS: Readonly<Record<string, RegExp>> = {
  yes_no: /options\/\d\/(id|exclusive)$/,
  single_choice: /options\/\d\/exclusive$/,
  timestamp: /\/(kind|pass_at|weight|scored|bonus)$/,
  text: /\/(kind|pass_at|weight|scored|bonus)$/,
  photo: /\/(kind|pass_at|weight|scored|bonus|photo\/when)$/,
  place: /\/(kind|pass_at|weight|scored|bonus)$/,
  signature: /\/(kind|pass_at|weight|scored|bonus|photo\/when)$/,
};

beforeAll(() => {
  vi.stubGlobal('document', document);
  vi.stubGlobal('fetch', () => Promise.reject(new Error('no network')));
});
afterAll(() => vi.unstubAllGlobals());

const root = schema.properties ?? {};
const EARLIER = { id: 'earlier', type: 'timestamp', text: 'Earlier' };
const base: Doc = { id: 'list', title: 'List', language: 'en', scoring: { mode: 'sections' }, sections: [{ id: 'one', title: 'One', touchpoint: 'arrival', questions: [EARLIER] }] };

describe('the studio has a field for', () => {
  it('every key of a checklist', () => {
    const found: Path[] = [];
    const doc = { ...base, ...things(root, [], found), languages: ['word', 'de'] };
    const listed = wanted(found, []).filter((pointer) => !/^\/languages\/\d/.test(pointer));
    expect(listed.length).toBeGreaterThan(8);
    const fields = fieldsOf(doc, h(WholeEditor, {}));
    expect(listed.filter((pointer) => !fields.has(pointer))).toEqual([]);
  });

  it('every key of a section', () => {
    const found: Path[] = [];
    const path = ['sections', 1];
    const section = { ...(things(defined(root['sections']?.items ?? {}).properties ?? {}, path, found)), questions: [] };
    const listed = wanted(found, path);
    expect(listed.length).toBeGreaterThan(8);
    const fields = fieldsOf(write(base, path, section) as Doc, h(SectionEditor, { path, at: { section: 1, question: null }, touchpoints: [] }));
    expect(listed.filter((pointer) => !fields.has(pointer))).toEqual([]);
  });

  const kinds = defined({ $ref: '#/$defs/question' }).oneOf ?? [];
  for (const kind of kinds) {
    const type = String(kind.properties?.['type']?.const);
    it(`every key of a question of type ${type}`, () => {
      const found: Path[] = [];
      const path = ['sections', 0, 'questions', 1];
      const one = things(kind.properties ?? {}, path, found);
      const listed = wanted(found, path);
      expect(listed.length).toBeGreaterThan(15);
      const fields = fieldsOf(write(base, path, one) as Doc, h(QuestionEditor, { path, at: { section: 0, question: 1 } }));
      expect(listed.filter((pointer) => !fields.has(pointer) && !NEEDLESS[type]?.test(pointer))).toEqual([]);
    });
  }

  it('all types', () => expect(kinds.length).toBe(11));
});
