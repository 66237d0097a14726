/** The editor's history and its selection. */
import { expect, test } from 'vitest';
import type { Edit } from '../../photos/edits';
import { add, between, editOf, EMPTY, frame, nudge, pullCorner, redo, spoken, spot, undo } from './photo-edit-state';

const SIZE = { width: 2000, height: 1000 };
const [one, two]: Edit[] = [{ kind: 'rotate' }, { kind: 'text', at: { x: 1, y: 2 }, text: 'Hello' }];

test('undo and redo go back and forth, a new edit forgets what was undone', () => {
  const both = add(add(EMPTY, one!), two!);
  const back = undo(undo(both));
  expect(back).toEqual({ done: [], undone: [one, two] });
  expect(redo(redo(back))).toEqual(both);
  expect(add(undo(both), one!)).toEqual({ done: [one, one], undone: [] });
  expect([undo(EMPTY), redo(EMPTY)]).toEqual([EMPTY, EMPTY]);
});

test('a selection never leaves the picture', () => {
  expect(spot({ x: 0, y: 990 }, SIZE)).toEqual({ x: 0, y: 720, width: 280, height: 280 });
  let area = spot({ x: 1000, y: 500 }, SIZE);
  for (let i = 0; i < 100; i++) area = nudge(area, 'ArrowRight', false, SIZE) ?? area;
  expect(area.x).toBe(1720);
  for (let i = 0; i < 100; i++) area = nudge(area, 'ArrowDown', true, SIZE) ?? area;
  expect(area.y + area.height).toBe(1000);
  for (let i = 0; i < 100; i++) area = nudge(area, 'ArrowUp', true, SIZE) ?? area;
  expect(area.height).toBe(40);
  expect(nudge(area, 'a', false, SIZE)).toBeNull();
});

test('the nearest corner follows the finger and cannot cross the others', () => {
  const area = frame(SIZE);
  expect(pullCorner(area, { x: 500, y: 200 }, SIZE)).toEqual({ x: 500, y: 200, width: 1380, height: 740 });
  expect(pullCorner(area, { x: 2500, y: 1200 }, SIZE)).toEqual({ x: 120, y: 60, width: 1880, height: 940 });
  const narrow = pullCorner(area, { x: 999, y: 499 }, SIZE);
  expect(narrow.width).toBeGreaterThan(800);
});

test('what is dragged backwards is the same area', () => {
  expect(between({ x: 5, y: 9 }, { x: 1, y: 2 })).toEqual(between({ x: 1, y: 2 }, { x: 5, y: 9 }));
});

test('each tool makes its edit of a selection, and it is said in hundredths', () => {
  const area = { x: 200, y: 100, width: 400, height: 50 };
  expect(editOf('blur', area, '')).toEqual({ kind: 'blur', area });
  expect(editOf('arrow', area, '')).toEqual({ kind: 'arrow', from: { x: 600, y: 150 }, to: { x: 200, y: 100 } });
  expect(editOf('text', area, ' Open ')).toEqual({ kind: 'text', at: { x: 200, y: 100 }, text: 'Open' });
  expect(editOf('text', area, '  ')).toBeNull();
  expect(spoken(area, SIZE)).toEqual({ x: 10, y: 10, width: 20, height: 5 });
});
