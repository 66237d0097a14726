/** Publishing YAML: a file or pasted text, and every mistake with its line, beside the line itself. */
import { useState } from 'preact/hooks';
import { api, asProblem, fieldSentence, send, sentenceOf, type FieldProblem } from '../../api/client';
import type { ChecklistVersionFull } from '../../api/types';
import { t } from '../../i18n';
import { navigate } from '../../router';
import { Banner, Button, Dialog, TextArea, toast } from '../../ui';

/** Which checklist it is stands in the file itself. */
export function slugOf(source: string): string | null {
  return /^id:\s*["']?([a-z0-9][a-z0-9_-]*)/m.exec(source)?.[1] ?? null;
}

function ErrorList({ errors, source }: { errors: readonly FieldProblem[]; source: string }) {
  const lines = source.split('\n');
  return (
    <div class="stack stack-8" role="alert">
      <h3>{t('lists.errors', { n: errors.length })}</h3>
      <ol class="yaml-errors">
        {errors.map((error, index) => (
          <li key={index}>
            {error.line !== undefined && <span class="overline">{t('lists.line', { n: error.line })}</span>}
            <p>{fieldSentence(error)}</p>
            {error.line !== undefined && <code>{lines[error.line - 1]?.trim()}</code>}
          </li>
        ))}
      </ol>
    </div>
  );
}

export function PublishDialog({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const [source, setSource] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [errors, setErrors] = useState<readonly FieldProblem[]>([]);
  const publish = async () => {
    const slug = slugOf(source);
    setErrors([]);
    setProblem(slug ? null : t('lists.no_id'));
    if (!slug) return;
    setBusy(true);
    try {
      const params = { path: { slug } };
      const made = await send<ChecklistVersionFull>(api.POST('/api/v1/checklists/{slug}/versions', { params, body: { source } }));
      toast(t('lists.done', { n: made.number, title: made.title }));
      onDone();
      onClose();
      navigate(`/checklists/${made.slug}`);
    } catch (cause) {
      const refused = asProblem(cause);
      setErrors(refused.errors);
      setProblem(refused.errors.length > 0 ? null : sentenceOf(refused));
    }
    setBusy(false);
  };
  const choose = async (file: File | undefined) => {
    if (file) setSource(await file.text());
  };
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('lists.publish')}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button kind="primary" disabled={!source.trim()} busy={busy} onClick={() => void publish()}>
            {t('lists.button')}
          </Button>
        </>
      }
    >
      <div class="stack">
        <p class="secondary">{t('lists.upload_text')}</p>
        <label class="button button-secondary button-s file-button">
          <input type="file" accept=".yaml,.yml,text/yaml" onChange={(event) => void choose(event.currentTarget.files?.[0])} />
          {t('lists.file')}
        </label>
        {problem && <Banner tone="bad">{problem}</Banner>}
        {errors.length > 0 && <ErrorList errors={errors} source={source} />}
        <div class="yaml">
          <TextArea label={t('lists.source')} rows={12} value={source} spellcheck={false} onInput={setSource} />
        </div>
      </div>
    </Dialog>
  );
}
