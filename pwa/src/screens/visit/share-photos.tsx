/** The way out when nothing goes through: hand the unsent photos to another app of the phone. */
import { t } from '../../i18n';
import { photoBytes } from '../../store/photos';
import { me, ops } from '../../sync';
import { Button, toast } from '../../ui';

async function unsentFiles(): Promise<File[]> {
  const waiting = ops.value.filter((op) => op.kind === 'photo' && op.account === me.value?.id);
  const rows = await Promise.all(waiting.map((op) => photoBytes(op.subject)));
  return rows.flatMap((row) => (row ? [new File([row.data], `${row.id}.jpg`, { type: 'image/jpeg' })] : []));
}

async function share(): Promise<void> {
  const files = await unsentFiles();
  if (!navigator.canShare?.({ files })) return toast(t('sending.share_failed'), { tone: 'bad' });
  await navigator.share({ files }).then(
    () => toast(t('sending.shared')),
    () => undefined,
  );
}

export function SharePhotos() {
  const some = ops.value.some((op) => op.kind === 'photo' && op.account === me.value?.id);
  if (!some || !('share' in navigator)) return null;
  return (
    <Button block icon="upload" onClick={() => void share()}>
      {t('sending.share')}
    </Button>
  );
}
