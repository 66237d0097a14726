/** When nothing goes through any more: everything unsent as one file, to be handed to the office by whatever way there is. */
import { useState } from 'preact/hooks';
import { t } from '../../i18n';
import { thisDevice } from '../../store/device';
import { me, ops } from '../../sync';
import { supportCode } from '../../sync/support';
import { Button, toast } from '../../ui';

function download(file: File): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** By the phone's own share sheet where it takes such a file; a person who closes that has changed their mind. */
async function handOver(file: File): Promise<void> {
  if (!navigator.canShare?.({ files: [file] })) return download(file);
  await navigator.share({ files: [file], title: file.name }).catch((error: Error) => error.name !== 'AbortError' && download(file));
}

async function rescue(): Promise<void> {
  if (!me.value) return;
  try {
    const { makeRescue } = await import('../../sync/rescue');
    const { file, missing } = await makeRescue(me.value);
    await handOver(file);
    if (missing > 0) toast(t('rescue.missing', { n: missing }), { tone: 'bad' });
  } catch (error) {
    console.error('No rescue file', error);
    toast(t('rescue.failed'), { tone: 'bad' });
  }
}

export function RescueFile() {
  const [busy, setBusy] = useState(false);
  const mine = ops.value.filter((op) => op.account === me.value?.id);
  if (mine.length === 0 || !thisDevice.value) return null;
  const start = (): void => {
    setBusy(true);
    void rescue().finally(() => setBusy(false));
  };
  return (
    <details class="guidance">
      <summary>{t('rescue.title')}</summary>
      <div class="stack">
        <p>{t('rescue.text')}</p>
        <p>
          {t('rescue.code')} <strong class="figures">{supportCode(thisDevice.value, mine)}</strong>
        </p>
        <Button block icon="download" busy={busy} onClick={start}>
          {t('rescue.save')}
        </Button>
      </div>
    </details>
  );
}
