/** What can be done with a whole entry. */
import { t } from '../../i18n';
import { Button, Sheet } from '../../ui';

export function EntryMenu({ title, onClose, onRemove }: { title: string; onClose: () => void; onRemove: () => void }) {
  return (
    <Sheet open onClose={onClose} title={title}>
      <div class="stack">
        <p>{t('visit.entry_remove_text')}</p>
        <Button kind="danger" icon="trash" block onClick={() => (onClose(), onRemove())}>
          {t('visit.entry_remove')}
        </Button>
      </div>
    </Sheet>
  );
}
