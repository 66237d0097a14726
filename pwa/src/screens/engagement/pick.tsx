/** The button that opens a file: a label over an input, so that it works by keyboard and says what is chosen. */
import { t } from '../../i18n';
import { useUniqueId } from '../../ui';

type Props = { label: string; busy: boolean; primary?: boolean; onFile: (file: File) => void };

export function Pick({ label, busy, primary, onFile }: Props) {
  const id = useUniqueId();
  return (
    <>
      <input
        id={id}
        class="hidden-visually"
        type="file"
        accept=".csv,.txt,.tsv,.xlsx,text/csv"
        disabled={busy}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = '';
          if (file) onFile(file);
        }}
      />
      <label class={`button ${primary ? 'button-primary' : 'button-secondary'} button-m`} for={id} aria-busy={busy || undefined}>
        <span>{busy ? t('engagement.reading') : label}</span>
      </label>
    </>
  );
}
