/** All sections with their rings; in a long checklist a word leads to its question. */
import { useState } from 'preact/hooks';
import { localise, type Item } from '../../engine';
import { language, t } from '../../i18n';
import { Icon, Sheet, TextField } from '../../ui';
import '../parts/comfort-texts';
import { entryTitle } from './entries';
import { found } from './find';
import type { OpenVisit } from './open-visit';
import { sectionPath, visibleSections } from './progress';
import { SectionRow, type SheetProps } from './section-dock';
import { cardId, showCard } from './show-card';

/** Fewer are seen at a glance. */
const LONG = 12;
const SHOWN = 30;

function FoundRow({ visit, item }: { visit: OpenVisit; item: Item }) {
  const place = [localise(item.section.title, language.value), entryTitle(visit, item.key), t(item.state === 'unanswered' ? 'find.open' : 'find.done')];
  return (
    <a class="open-row" href={sectionPath(visit.id, item.section.id, item.key)} data-key={item.key}>
      <span>
        <span class="open-row-code">{place.filter(Boolean).join(' · ')}</span>
        {localise(item.question.text, language.value)}
      </span>
      <Icon name="next" />
    </a>
  );
}

function Found({ visit, items }: { visit: OpenVisit; items: readonly Item[] }) {
  const few = items.length <= SHOWN;
  return (
    <>
      <p class="found-count secondary" role="status">
        {few ? t('find.found', { n: items.length }) : t('find.first', { n: SHOWN, total: items.length })}
      </p>
      {items.slice(0, SHOWN).map((item) => (
        <FoundRow key={item.key} visit={visit} item={item} />
      ))}
    </>
  );
}

function Sections({ visit, here }: Omit<SheetProps, 'onClose'>) {
  return (
    <>
      {visibleSections(visit).map((section) => (
        <SectionRow key={section.id} visit={visit} section={section} here={section.id === here.id} />
      ))}
      <a class="section-row" href={`/visits/${visit.id}/check`}>
        <span class="section-row-check">
          <Icon name="check" />
        </span>
        <span class="section-row-words">
          <strong>{t('visit.check')}</strong>
        </span>
        <Icon name="next" />
      </a>
    </>
  );
}

/** The address may be the one we are at: then nothing but this brings the question back into sight. */
function lead(event: MouseEvent): void {
  const key = (event.target as Element).closest<HTMLElement>('[data-key]')?.dataset['key'];
  setTimeout(() => {
    const card = key && document.getElementById(cardId(key));
    if (card) showCard(card);
  });
}

export function SectionSheet({ visit, here, onClose }: SheetProps) {
  const [words, setWords] = useState('');
  const items = visit.items.value.filter((item) => item.state !== 'hidden');
  const leave = (event: MouseEvent): void => {
    if (!(event.target as Element).closest('a')) return;
    onClose();
    lead(event);
  };
  return (
    <Sheet open onClose={onClose} title={t('visit.sections')}>
      {items.length > LONG && <TextField type="search" label={t('find.label')} placeholder={t('find.hint')} value={words} onInput={setWords} />}
      <nav class={items.length > LONG ? 'section-rows section-rows-long' : 'section-rows'} onClick={leave}>
        {words.trim() === '' ? <Sections visit={visit} here={here} /> : <Found visit={visit} items={found(items, words, language.value)} />}
      </nav>
    </Sheet>
  );
}
