/** The beginning of a new checklist: from nothing, or from YAML that somebody has already. */
import { useState } from 'preact/hooks';
import { asProblem, sentenceOf } from '../../api/client';
import { language, LANGUAGES, t } from '../../i18n';
import { Banner, Button, Dialog, Segments, Select, TextArea, TextField } from '../../ui';
import { startDraft } from './drafts';

type Origin = 'blank' | 'yaml';

function blank(title: string, main: string): Record<string, unknown> {
  const id = title.toLowerCase().replace(/ä/g, 'ae').replace(/ö/g, 'oe').replace(/ü/g, 'ue').replace(/ß/g, 'ss').split(/[^a-z0-9]+/).filter(Boolean).join('-');
  return { ...(/^[a-z]/.test(id) && { id: id.slice(0, 48).replace(/-$/, '') }), title, language: main, scoring: { mode: 'sections' }, sections: [] };
}

export function StartDialog({ onClose }: { onClose: () => void }) {
  const [origin, setOrigin] = useState<Origin>('blank');
  const [title, setTitle] = useState('');
  const [main, setMain] = useState<string>(language.value);
  const [source, setSource] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const ready = origin === 'blank' ? title.trim() : source.trim();
  const go = (): void => {
    setBusy(true);
    startDraft(origin === 'blank' ? { document: blank(title.trim(), main) } : { source }).catch((cause: unknown) => {
      const [first] = asProblem(cause).errors;
      setBusy(false);
      setProblem(first?.line ? `${t('lists.line', { n: first.line })}: ${first.message}` : sentenceOf(cause));
    });
  };
  const actions = (
    <>
      <Button onClick={onClose}>{t('cancel')}</Button>
      <Button kind="primary" disabled={!ready} busy={busy} onClick={go}>
        {t('lists.start_go')}
      </Button>
    </>
  );
  const origins: { id: Origin; label: string }[] = [
    { id: 'blank', label: t('lists.start_blank') },
    { id: 'yaml', label: t('lists.start_yaml') },
  ];
  return (
    <Dialog open onClose={onClose} title={t('lists.start')} actions={actions}>
      <div class="stack">
        <Segments label={t('lists.start_from')} options={origins} value={origin} size="s" onChange={setOrigin} />
        {problem && <Banner tone="bad">{problem}</Banner>}
        {origin === 'blank' && (
          <>
            <TextField label={t('lists.start_name')} value={title} onInput={setTitle} />
            <Select label={t('lists.start_language')} value={main} options={LANGUAGES.map(({ id, label }) => ({ value: id, label }))} onInput={setMain} />
            <p class="secondary">{t('lists.start_hint')}</p>
          </>
        )}
        {origin === 'yaml' && (
          <div class="yaml">
            <TextArea label={t('lists.source')} rows={10} value={source} spellcheck={false} onInput={setSource} />
          </div>
        )}
      </div>
    </Dialog>
  );
}
