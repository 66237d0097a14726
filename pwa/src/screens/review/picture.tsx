/** A photo of a visit: from the server, and without a network from this device, where it was looked at before. */
import { bytesOf } from '../../api/bytes';
import { t } from '../../i18n';
import { Icon } from '../../ui';
import { useSeen, type Seen } from '../parts/seen';
import { useAddress } from '../parts/use-address';

type Size = 320 | 2048;
/** `path`: where its picture lies, if it is not a visit's. */
type Pictured = { id: string; path?: string };

const AT_ONCE = 4;
let busy = 0;
const waiting: (() => void)[] = [];

/** Sixty thumbs at once would stand in the way of everything else on the line. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (busy >= AT_ONCE) await new Promise<void>((go) => waiting.push(go));
  busy += 1;
  try {
    return await work();
  } finally {
    busy -= 1;
    waiting.shift()?.();
  }
}

function usePhoto(photo: Pictured, size: Size): Seen<Blob> {
  const load = () => bytesOf(`${photo.path ?? `/api/v1/photos/${photo.id}/image`}?size=${size}`, 'image/');
  return useSeen(`photo-${photo.id}-${size}`, () => (size === 320 ? inTurn(load) : load()), { still: true });
}

/** In a button that says whose it is. */
export function ThumbPicture({ photo }: { photo: Pictured }) {
  const { data, problem } = usePhoto(photo, 320);
  const address = useAddress(data);
  if (problem && !data) return <Icon name="image" size={24} />;
  return <>{address && <img src={address} alt="" width="72" height="72" />}</>;
}

export function LargePicture({ photo, alt }: { photo: Pictured; alt: string }) {
  const { data, problem } = usePhoto(photo, 2048);
  const address = useAddress(data);
  if (problem && !data) return <SmallInstead photo={photo} alt={alt} />;
  return address ? <img src={address} alt={alt} /> : <p class="secondary">{t('app.loading')}</p>;
}

function SmallInstead({ photo, alt }: { photo: Pictured; alt: string }) {
  const { data, problem } = usePhoto(photo, 320);
  const address = useAddress(data);
  if (problem && !data) return <p class="secondary">{t('seen.no_picture')}</p>;
  return (
    <>
      {address && <img class="photo-small-only" src={address} alt={alt} />}
      <p class="secondary">{t('seen.small_only')}</p>
    </>
  );
}
