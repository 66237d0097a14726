/** The sections and questions of the outline. A row is drawn again when it changes, and not because another one did. */
import { computed } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { language, t } from '../../i18n';
import { anyWord, asText, asThing, questionsOf, sectionsOf, type Thing } from './document';
import { kept } from './kept';
import { keyOfPlace, samePlace, WHOLE, type Place } from './place';
import { useStudio } from './studio-state';

export type Choose = (place: Place) => void;

export function placeName(node: unknown, otherwise: string): string {
  const thing = asThing(node);
  return anyWord(thing['text'] ?? thing['title'], language.value) || asText(thing['id']) || otherwise;
}

type EntryProps = { section: number | null; question: number | null; kind: 'whole' | 'section' | 'question'; name: string; onChoose: Choose };

/** One stop for the Tab key: the chosen row; from there the arrows go on. */
function Entry({ section, question, kind, name, onChoose }: EntryProps) {
  const studio = useStudio();
  const here = { section, question };
  const chosen = useMemo(() => computed(() => samePlace(studio.at.value, here)), [studio, section, question]).value;
  const wrong = useMemo(() => computed(() => section !== null && studio.wrong.value.has(keyOfPlace(here))), [studio, section, question]).value;
  return (
    <button
      type="button"
      class={`outline-entry outline-${kind}`}
      aria-current={chosen ? 'true' : undefined}
      tabIndex={chosen ? 0 : -1}
      onClick={() => onChoose(here)}
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

type QuestionProps = { thing: Thing; section: number; question: number; number: number; onChoose: Choose };

const QuestionRow = kept(function QuestionRow({ thing, section, question, number, onChoose }: QuestionProps) {
  return (
    <li data-place={`${section}.${question}`}>
      <span class="outline-grip outline-numbered figures" aria-hidden="true">
        <span>{number}</span>
      </span>
      <Entry section={section} question={question} kind="question" name={placeName(thing, t('studio.unnamed_question'))} onChoose={onChoose} />
    </li>
  );
});

type SectionProps = { thing: Thing; section: number; first: number; onChoose: Choose };

const SectionRows = kept(function SectionRows({ thing, section, first, onChoose }: SectionProps) {
  return (
    <li data-section={section}>
      <div class="outline-head" data-place={String(section)}>
        <span class="outline-grip" aria-hidden="true" />
        <Entry section={section} question={null} kind="section" name={placeName(thing, t('studio.unnamed_section'))} onChoose={onChoose} />
      </div>
      <ol>
        {questionsOf(thing).map((one, index) => (
          <QuestionRow key={index} thing={one} section={section} question={index} number={first + index} onChoose={onChoose} />
        ))}
      </ol>
    </li>
  );
});

export function Rows({ onChoose }: { onChoose: Choose }) {
  let first = 1;
  return (
    <ol class="outline-list">
      {sectionsOf(useStudio().doc.value).map((one, index) => {
        const row = <SectionRows key={index} thing={one} section={index} first={first} onChoose={onChoose} />;
        first += questionsOf(one).length;
        return row;
      })}
    </ol>
  );
}

export function WholeRow({ onChoose }: { onChoose: Choose }) {
  return <Entry {...WHOLE} kind="whole" name={t('studio.whole')} onChoose={onChoose} />;
}
