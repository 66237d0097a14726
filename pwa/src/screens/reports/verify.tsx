/** For anybody with the paper or the file: is it the one that was issued, and does it still hold? Opens without an account. */
import { useEffect, useState } from 'preact/hooks';
import { api, asProblem, send, sentenceOf, type ApiProblem } from '../../api/client';
import type { Verification } from '../../api/types';
import { formatDate, t, type TextKey } from '../../i18n';
import { navigate } from '../../router';
import { Banner, Button, TextField } from '../../ui';
import { Gate } from '../sign-in/gate';
import '../sign-in/texts';
import './texts';
import './verify.css';

const HASH = /^[0-9a-f]{64}$/;

async function fingerprint(file: File): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function ask(code: string, sha256: string | null): Promise<Verification> {
  const params = { path: { code }, query: sha256 ? { sha256 } : {} };
  return send<Verification>(api.GET('/api/v1/verifications/{code}', { params }));
}

function Code({ given }: { given: string }) {
  const [code, setCode] = useState(given);
  return (
    <form
      class="stack stack-8"
      onSubmit={(event) => {
        event.preventDefault();
        if (code.trim()) navigate(`/verify/${encodeURIComponent(code.trim())}`);
      }}
    >
      <TextField label={t('verify.code')} value={code} onInput={setCode} autocomplete="off" maxLength={40} />
      <div>
        <Button kind="primary" type="submit">
          {t('verify.look')}
        </Button>
      </div>
    </form>
  );
}

const TONES = { current: 'good', superseded: 'warn', withdrawn: 'bad' } as const;

function Verdict({ found }: { found: Verification }) {
  const { status, file } = found;
  return (
    <div class="stack stack-8">
      {file && <Banner tone={file === 'same' ? 'good' : 'bad'}>{t(`verify.${file}`)}</Banner>}
      <Banner tone={TONES[status]} title={t('verify.issued', { day: formatDate(found.issued_on) })}>
        {t(`verify.${status}` as TextKey)}
      </Banner>
    </div>
  );
}

function FileCheck({ onHash }: { onHash: (hash: string) => void }) {
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const take = (file: File | undefined) => void (file && fingerprint(file).then(onHash));
  const compare = () => {
    const hash = typed.trim().toLowerCase();
    setWrong(!HASH.test(hash));
    if (HASH.test(hash)) onHash(hash);
  };
  return (
    <div class="stack">
      <h2>{t('verify.file')}</h2>
      <p class="secondary">{t('verify.file_hint')}</p>
      {window.isSecureContext && (
        <label
          class="drop"
          onDragOver={(event) => event.preventDefault()}
          onDrop={(event) => {
            event.preventDefault();
            take(event.dataTransfer?.files[0]);
          }}
        >
          <input type="file" class="hidden-visually" onChange={(event) => take(event.currentTarget.files?.[0])} />
          {t('verify.drop')}
        </label>
      )}
      <TextField label={t('verify.hash')} value={typed} onInput={setTyped} autocomplete="off" error={wrong ? t('verify.hash_error') : undefined} />
      <div>
        <Button onClick={compare}>{t('verify.compare')}</Button>
      </div>
    </div>
  );
}

export function Verify({ code = '' }: { code?: string }) {
  const [found, setFound] = useState<Verification | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const look = (sha256: string | null) =>
    void ask(code, sha256).then(
      (verdict) => (setFound(verdict), setProblem(null)),
      (cause: unknown) => (setFound(null), setProblem(asProblem(cause))),
    );
  useEffect(() => {
    setFound(null);
    setProblem(null);
    if (code) look(null);
  }, [code]);
  return (
    <Gate title={t('verify.title')} text={t('verify.lead')}>
      {problem && <Banner tone="warn">{problem.status === 404 ? t('verify.unknown') : sentenceOf(problem)}</Banner>}
      {found && <Verdict found={found} />}
      {found ? <FileCheck onHash={look} /> : <Code key={code} given={code} />}
    </Gate>
  );
}
