/** A line is kept while it is written: what stands in the field is in the store, whatever becomes of the page. */
import { useRef } from 'preact/hooks';
import { t } from '../../i18n';
import { useDraft } from '../../questions';
import { newId } from '../../store/ids';
import { Button } from '../../ui';
import type { OpenVisit } from '../visit/open-visit';
import { setNote } from './moments';

type Begun = { id: string; at: string };

/** What no text of a person holds, and the server does not take. */
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g;

export function plain(text: string): string {
  return text.replace(CONTROL, '');
}

export function Composer({ visit, onWrite }: { visit: OpenVisit; onWrite: (id: string | null) => void }) {
  const begun = useRef<Begun | null>(null);
  const kept = useRef(false);
  const { text, type, flush } = useDraft('', (next) => {
    const line = begun.current;
    const blank = next.trim() === '';
    if (!line || (blank && !kept.current)) return;
    kept.current = true;
    void setNote(visit, { ...line, text: blank ? null : plain(next), removed: blank });
  });
  const write = (next: string): void => {
    if (!begun.current && next !== '') begun.current = { id: newId(), at: new Date().toISOString() };
    onWrite(begun.current?.id ?? null);
    type(next);
  };
  const end = (): void => {
    flush();
    begun.current = null;
    kept.current = false;
    write('');
    flush();
  };
  return (
    <form
      class="jot-composer"
      onSubmit={(event) => {
        event.preventDefault();
        end();
      }}
    >
      <input
        class="input"
        type="text"
        maxLength={2000}
        aria-label={t('notes.write')}
        placeholder={t('notes.write')}
        enterKeyHint="done"
        autocomplete="off"
        value={text}
        disabled={!visit.editable.value}
        onInput={(event) => write(event.currentTarget.value)}
        onBlur={flush}
      />
      <Button type="submit" icon="plus" label={t('notes.add')} disabled={!visit.editable.value || text.trim() === ''} />
    </form>
  );
}
