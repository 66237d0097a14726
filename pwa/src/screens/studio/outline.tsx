/** The left pane: sections and their questions, and what can be done with the chosen one, by button or key. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { language, t } from '../../i18n';
import { Button, toast } from '../../ui';
import { anyWord, asText, asThing, questionsOf, read, sectionsOf } from './document';
import { addQuestion, addSection, copyQuestion, move, remove, type Moved } from './outline-moves';
import { useStudio, type Place } from './studio-state';

type OutlineProps = { touchpoint: string; onChosen: () => void };

const same = (one: Place, other: Place): boolean => one.section === other.section && one.question === other.question;

function placeName(node: unknown, otherwise: string): string {
  const thing = asThing(node);
  return anyWord(thing['text'] ?? thing['title'], language.value) || asText(thing['id']) || otherwise;
}

function Entry({ place, name, kind, onChosen }: { place: Place; name: string; kind: string; onChosen: () => void }) {
  const studio = useStudio();
  const chosen = same(studio.at.value, place);
  const pointer = place.section === null ? '' : `/sections/${place.section}${place.question === null ? '' : `/questions/${place.question}`}`;
  const wrong = place.section !== null && studio.problems.value.some(({ pointer: at }) => belongs(at, pointer, place));
  return (
    <button
      type="button"
      class={`outline-entry outline-${kind}`}
      aria-current={chosen ? 'true' : undefined}
      onClick={() => {
        studio.at.value = place;
        onChosen();
      }}
    >
      <span>{name}</span>
      {wrong && (
        <span class="outline-wrong" role="img" aria-label={t('studio.to_mend')}>
          !
        </span>
      )}
    </button>
  );
}

/** A section's mark is for its own keys, not for its questions. */
function belongs(at: string, pointer: string, place: Place): boolean {
  if (at !== pointer && !at.startsWith(`${pointer}/`)) return false;
  return place.question !== null || !/\/questions\/\d/.test(at);
}

function Entries({ onChosen }: { onChosen: () => void }) {
  const doc = useStudio().doc.value;
  let number = 0;
  return (
    <ol class="outline-list">
      {sectionsOf(doc).map((section, index) => (
        <li key={index}>
          <Entry place={{ section: index, question: null }} kind="section" name={placeName(section, t('studio.unnamed_section'))} onChosen={onChosen} />
          <ol>
            {questionsOf(section).map((question, inner) => (
              <li key={inner}>
                <span class="outline-number figures" aria-hidden="true">
                  {++number}
                </span>
                <Entry place={{ section: index, question: inner }} kind="question" name={placeName(question, t('studio.unnamed_question'))} onChosen={onChosen} />
              </li>
            ))}
          </ol>
        </li>
      ))}
    </ol>
  );
}

export function Outline({ touchpoint, onChosen }: OutlineProps) {
  const studio = useStudio();
  const pane = useRef<HTMLElement>(null);
  const [said, say] = useState('');
  const at = studio.at.value;
  const focusChosen = (): void => void requestAnimationFrame(() => pane.current?.querySelector<HTMLElement>('.outline-entry[aria-current]')?.focus());
  useEffect(() => pane.current?.querySelector('.outline-entry[aria-current]')?.scrollIntoView({ block: 'nearest' }), [at.section, at.question]);
  const apply = (moved: Moved): boolean => {
    if (moved) studio.change(moved.doc, '', moved.at);
    return moved !== null;
  };
  const shift = (by: -1 | 1): void => {
    if (!apply(move(studio.doc.peek(), at, by))) return say(t('studio.at_the_end'));
    const { section, question } = studio.at.peek();
    say(t('studio.moved', { n: (question ?? section ?? 0) + 1 }));
    focusChosen();
  };
  const takeAway = (): void => {
    const path = at.question === null ? ['sections', at.section!] : ['sections', at.section!, 'questions', at.question];
    const name = placeName(read(studio.doc.peek(), path), t('studio.unnamed_question'));
    if (apply(remove(studio.doc.peek(), at))) toast(t('studio.removed', { name }), { undo: studio.undo });
    focusChosen();
  };
  const add = (moved: Moved): void => void (apply(moved) && onChosen());
  const keys = (event: KeyboardEvent): void => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    shift(event.key === 'ArrowUp' ? -1 : 1);
  };
  const none = at.section === null;
  return (
    <nav class="studio-outline" aria-label={t('studio.outline')} ref={pane} onKeyDown={keys}>
      <Entry place={{ section: null, question: null }} kind="whole" name={t('studio.whole')} onChosen={onChosen} />
      <Entries onChosen={onChosen} />
      <div class="outline-foot">
        <div class="outline-tools" role="group" aria-label={t('studio.chosen')}>
        <Button kind="quiet" size="s" icon="up" label={t('studio.up')} disabled={none} onClick={() => shift(-1)} />
        <Button kind="quiet" size="s" icon="down" label={t('studio.down')} disabled={none} onClick={() => shift(1)} />
        <Button kind="quiet" size="s" icon="copy" label={t('studio.copy')} disabled={at.question === null} onClick={() => add(copyQuestion(studio.doc.peek(), at))} />
        <Button kind="quiet" size="s" icon="trash" label={t('studio.remove')} disabled={none} onClick={takeAway} />
      </div>
      <div class="outline-add">
        <Button size="s" icon="plus" disabled={sectionsOf(studio.doc.value).length === 0} onClick={() => add(addQuestion(studio.doc.peek(), at))}>
          {t('studio.add_question')}
        </Button>
        <Button size="s" icon="plus" onClick={() => add(addSection(studio.doc.peek(), at, touchpoint))}>
          {t('studio.add_section')}
        </Button>
      </div>
      </div>
      <p class="small secondary">{t('studio.keys')}</p>
      <p class="hidden-visually" role="status">
        {said}
      </p>
    </nav>
  );
}
