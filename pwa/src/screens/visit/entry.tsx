/** The entries of a repeated section: what each is called, how far it is, its cards; and the button for one more. */
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { localise, type Section } from '../../engine';
import { language, t } from '../../i18n';
import { Banner, Button, toast } from '../../ui';
import { addEntry, asked, byKey, entryTitle, type Group } from './entries';
import { EntryMenu } from './entry-menu';
import type { OpenVisit } from './open-visit';
import { entryProgress } from './progress';
import { cardId, entryId, showCard } from './show-card';
import '../../questions/observing-texts';

export interface EntriesProps {
  visit: OpenVisit;
  section: Section;
  groups: readonly Group[];
  /** The cards of each group. */
  drawn: readonly ComponentChildren[];
}

interface EntryProps {
  visit: OpenVisit;
  section: Section;
  group: Group;
  children: ComponentChildren;
}

/** Its answers stay on the phone; taking it back is answering its first question again. */
function removeEntry(visit: OpenVisit, section: Section, entry: string, title: string): void {
  const key = byKey(section, entry);
  const said = visit.answers.peek()[key];
  if (!said) visit.added.value = visit.added.value.filter((one) => one !== key);
  if (!said || !section.questions[0]) return;
  const by = asked(section.questions[0], entry);
  const { state, value } = said;
  document.querySelector<HTMLElement>('.entry-add')?.focus({ preventScroll: true });
  visit.set(by, { state: 'cleared', value: null }).then(
    () => toast(t('visit.entry_removed', { name: title }), { undo: () => void visit.set(by, { state, value }) }),
    () => toast(t('visit.not_saved'), { tone: 'bad' }),
  );
}

function Entry({ visit, section, group, children }: EntryProps) {
  const [menu, setMenu] = useState(false);
  const entry = group.entry ?? '';
  const title = entryTitle(visit, byKey(section, entry)) ?? '';
  const { done, total } = entryProgress(visit, section, entry);
  const begun = visit.added.value.includes(byKey(section, entry));
  const removable = visit.editable.value && (!group.blank || begun);
  return (
    <section class={`entry ${group.blank ? 'entry-blank' : ''}`} aria-labelledby={entryId(entry)}>
      <div class="entry-head">
        <div>
          <h2 id={entryId(entry)}>{title}</h2>
          <p class="small secondary">{group.blank ? t('visit.entry_blank') : t('visit.progress', { done, total })}</p>
        </div>
        {removable && <Button kind="quiet" icon="menu" label={t('visit.entry_menu', { name: title })} onClick={() => setMenu(true)} />}
      </div>
      {group.tooMany && <Banner tone="warn">{t('visit.entry_too_many', { n: section.repeat?.max ?? 0 })}</Banner>}
      {children}
      {menu && <EntryMenu title={title} onClose={() => setMenu(false)} onRemove={() => removeEntry(visit, section, entry, title)} />}
    </section>
  );
}

/** At the end of the list, where the thumb is after the last question. */
function AddEntry({ visit, section, groups }: { visit: OpenVisit; section: Section; groups: readonly Group[] }) {
  const [wanted, setWanted] = useState<string | null>(null);
  useEffect(() => {
    const card = wanted && document.getElementById(cardId(wanted));
    if (!card) return;
    showCard(card);
    setWanted(null);
  }, [wanted]);
  const { max, label } = section.repeat!;
  if (!visit.editable.value) return groups.length === 0 ? <p>{t('visit.entries_none')}</p> : null;
  if (groups.length >= max) return <p class="secondary">{t('visit.entries_full', { n: max })}</p>;
  return (
    <Button class="entry-add" icon="plus" block onClick={() => setWanted(addEntry(visit, section))}>
      {t('visit.entry_add', { name: localise(label, language.value) })}
    </Button>
  );
}

/** The names of entries stay below the page's head, however tall that is with large letters. */
function useHeadHeight(): void {
  useEffect(() => {
    const head = document.querySelector<HTMLElement>('.header');
    if (!head) return;
    const root = document.documentElement.style;
    const watch = new ResizeObserver(() => root.setProperty('--head-height', `${head.offsetHeight}px`));
    watch.observe(head);
    return () => watch.disconnect();
  }, []);
}

export function Entries({ visit, section, groups, drawn }: EntriesProps) {
  useHeadHeight();
  return (
    <>
      {groups.map((group, index) => (
        <Entry key={group.entry} visit={visit} section={section} group={group}>
          {drawn[index]}
        </Entry>
      ))}
      <AddEntry visit={visit} section={section} groups={groups} />
    </>
  );
}
