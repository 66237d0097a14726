/** One-time codes of one team: made, shown this once, printed as slips. */
import { useState } from 'preact/hooks';
import { api, send, sentenceOf } from '../../api/client';
import { asProblem, problemFrom } from '../../api/problem';
import { language, t } from '../../i18n';
import { Banner, Button, Dialog, TextField } from '../../ui';

export type Wanted = { pulse: string; centre: string; team: string; name: string };

/** A PDF comes as bytes: the codes in it may stand in no address. */
async function printSlips(wanted: Wanted, codes: string[]): Promise<void> {
  const body = JSON.stringify({ centre_id: wanted.centre, team_code: wanted.team, codes, language: language.value });
  const headers = { 'Content-Type': 'application/json' };
  const reply = await fetch(`/api/v1/pulses/${wanted.pulse}/slips`, { method: 'POST', headers, body }).catch((cause: unknown) =>
    Promise.reject(asProblem(cause)),
  );
  if (!reply.ok) throw problemFrom(reply.status, await reply.json().catch(() => null));
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await reply.blob());
  link.download = 'pulse-codes.pdf';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function Made({ codes }: { codes: string[] }) {
  return (
    <div class="stack">
      <Banner tone="warn">{t('pulses.codes_once')}</Banner>
      <ul class="pulses-codes figures">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
    </div>
  );
}

export function CodesDialog({ wanted, onClose }: { wanted: Wanted; onClose: () => void }) {
  const [count, setCount] = useState('12');
  const [codes, setCodes] = useState<string[] | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const during = async (work: () => Promise<void>) => {
    setBusy(true);
    setProblem(null);
    await work().catch((cause: unknown) => setProblem(sentenceOf(cause)));
    setBusy(false);
  };
  const make = async () => {
    const body = { centre_id: wanted.centre, team_code: wanted.team, count: Number(count) };
    const params = { path: { pulse_id: wanted.pulse } };
    setCodes((await send<{ codes: string[] }>(api.POST('/api/v1/pulses/{pulse_id}/codes', { params, body }))).codes);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('pulses.codes_title', { place: wanted.name })}
      actions={
        codes ? (
          <>
            <Button onClick={onClose}>{t('close')}</Button>
            <Button kind="primary" icon="download" busy={busy} onClick={() => void during(() => printSlips(wanted, codes))}>
              {t('pulses.codes_print')}
            </Button>
          </>
        ) : (
          <>
            <Button onClick={onClose}>{t('cancel')}</Button>
            <Button kind="primary" busy={busy} onClick={() => void during(make)}>
              {t('pulses.codes_make')}
            </Button>
          </>
        )
      }
    >
      {problem && <Banner tone="bad">{problem}</Banner>}
      {codes ? (
        <Made codes={codes} />
      ) : (
        <TextField type="number" label={t('pulses.codes_count')} value={count} min="1" max="100" inputMode="numeric" onInput={setCount} />
      )}
    </Dialog>
  );
}
