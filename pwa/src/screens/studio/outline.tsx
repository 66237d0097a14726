/** The left pane: sections and their questions, and what can be done with the chosen one, by button, key or dragging. */
import { computed } from '@preact/signals';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { t } from '../../i18n';
import { Button, toast } from '../../ui';
import { questionsOf, read, sectionsOf } from './document';
import { dragging } from './outline-drag';
import { addQuestion, addSection, copyQuestion, move, moveTo, remove, type Moved } from './outline-moves';
import { placeName, Rows, WholeRow } from './outline-rows';
import { pathOfPlace, placeOfKey, type Place } from './place';
import { useStudio, type Studio } from './studio-state';

type OutlineProps = { touchpoint: string; onChosen: () => void };

const ENTRY = '.outline-entry';

/** "“Greeting”: question 2 of 5 in “Arrival”", for those who do not see where it went. */
function whereNow(studio: Studio): string {
  const doc = studio.doc.peek();
  const at = studio.at.peek();
  const name = placeName(read(doc, pathOfPlace(at)), t('studio.unnamed_question'));
  const sections = sectionsOf(doc);
  const section = sections[at.section ?? 0] ?? {};
  if (at.question === null) return t('studio.moved_section', { name, n: (at.section ?? 0) + 1, total: sections.length });
  const params = { name, n: at.question + 1, total: questionsOf(section).length, section: placeName(section, t('studio.unnamed_section')) };
  return t('studio.moved_question', params);
}

function Tools({ onShift, onCopy, onRemove }: { onShift: (by: -1 | 1) => void; onCopy: () => void; onRemove: () => void }) {
  const at = useStudio().at.value;
  const none = at.section === null;
  return (
    <div class="outline-tools" role="group" aria-label={t('studio.chosen')}>
      <Button kind="quiet" size="s" icon="up" label={t('studio.up')} disabled={none} onClick={() => onShift(-1)} />
      <Button kind="quiet" size="s" icon="down" label={t('studio.down')} disabled={none} onClick={() => onShift(1)} />
      <Button kind="quiet" size="s" icon="copy" label={t('studio.copy')} disabled={at.question === null} onClick={onCopy} />
      <Button kind="quiet" size="s" icon="trash" label={t('studio.remove')} disabled={none} onClick={onRemove} />
    </div>
  );
}

/** Up, down, Home and End go through the rows; with Alt the arrows move the row itself. */
function useKeys(choose: (place: Place) => void, shift: (by: -1 | 1) => void) {
  return (event: KeyboardEvent): void => {
    const row = (event.target as HTMLElement).closest<HTMLElement>(ENTRY);
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (!row || event.ctrlKey || event.metaKey || (by === 0 && event.key !== 'Home' && event.key !== 'End')) return;
    event.preventDefault();
    if (event.altKey) {
      choose(placeOfKey(row.closest<HTMLElement>('[data-place]')?.dataset['place'] ?? ''));
      if (by !== 0) shift(by);
      return;
    }
    const rows = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>(ENTRY)];
    const next = by === 0 ? (event.key === 'Home' ? 0 : rows.length - 1) : rows.indexOf(row) + by;
    rows[next]?.focus();
  };
}

export function Outline({ touchpoint, onChosen }: OutlineProps) {
  const studio = useStudio();
  const pane = useRef<HTMLElement>(null);
  const [said, say] = useState('');
  const chosen = (): HTMLElement | null => pane.current?.querySelector<HTMLElement>(`${ENTRY}[aria-current]`) ?? null;
  const focusChosen = (): void => void requestAnimationFrame(() => chosen()?.focus());
  const apply = (moved: Moved): boolean => {
    if (moved) studio.change(moved.doc, '', moved.at);
    return moved !== null;
  };
  const told = (moved: Moved): void => {
    say(apply(moved) ? whereNow(studio) : t('studio.at_the_end'));
    focusChosen();
  };
  const shift = (by: -1 | 1): void => told(move(studio.doc.peek(), studio.at.peek(), by));
  const takeAway = (): void => {
    const at = studio.at.peek();
    const name = placeName(read(studio.doc.peek(), pathOfPlace(at)), t('studio.unnamed_question'));
    if (apply(remove(studio.doc.peek(), at))) toast(t('studio.removed', { name }), { undo: studio.undo });
    focusChosen();
  };
  const add = (moved: Moved): void => void (apply(moved) && onChosen());
  /** Chosen here, a row is in sight. */
  const here = useRef(false);
  const choose = useRef((place: Place): void => {
    here.current = true;
    studio.at.value = place;
    here.current = false;
  }).current;
  const open = useRef((place: Place): void => {
    choose(place);
    onChosen();
  }).current;
  const keys = useKeys(choose, shift);
  useEffect(() => {
    const list = pane.current?.querySelector<HTMLElement>('.outline-list');
    return list ? dragging(list, (from, to) => told(moveTo(studio.doc.peek(), from, to))) : undefined;
  }, [studio]);
  useEffect(() => {
    const show = (): void => chosen()?.scrollIntoView({ block: 'nearest' });
    return studio.at.subscribe(() => {
      if (!here.current) requestAnimationFrame(show);
    });
  }, [studio]);
  const section = (): void => add(addSection(studio.doc.peek(), studio.at.peek(), touchpoint));
  const empty = useMemo(() => computed(() => sectionsOf(studio.doc.value).length === 0), [studio]).value;
  return (
    <nav class="studio-outline" aria-label={t('studio.outline')} ref={pane} onKeyDown={keys}>
      <WholeRow onChoose={open} />
      <Rows onChoose={open} />
      {empty ? (
        <Beginning onSection={section} />
      ) : (
        <>
          <div class="outline-foot">
            <Tools onShift={shift} onCopy={() => add(copyQuestion(studio.doc.peek(), studio.at.peek()))} onRemove={takeAway} />
            <Adding onQuestion={() => add(addQuestion(studio.doc.peek(), studio.at.peek()))} onSection={section} />
          </div>
          <p class="small secondary">{t('studio.keys')}</p>
        </>
      )}
      <p class="hidden-visually" role="status">
        {said}
      </p>
    </nav>
  );
}

/** Nothing is there yet: what a section is, and the one button that makes it. */
function Beginning({ onSection }: { onSection: () => void }) {
  return (
    <div class="outline-begin">
      <p class="secondary">{t('studio.begin')}</p>
      <Button kind="primary" size="s" icon="plus" onClick={onSection}>
        {t('studio.add_section')}
      </Button>
    </div>
  );
}

function Adding({ onQuestion, onSection }: { onQuestion: () => void; onSection: () => void }) {
  return (
    <div class="outline-add">
      <Button size="s" icon="plus" onClick={onQuestion}>
        {t('studio.add_question')}
      </Button>
      <Button size="s" icon="plus" onClick={onSection}>
        {t('studio.add_section')}
      </Button>
    </div>
  );
}
