/** A photo's small picture: from the phone where it has one, else from the server. */
import { useEffect, useState } from 'preact/hooks';
import type { PhotoRow } from '../../store/schema';

export function useObjectUrl(data: ArrayBuffer | null, type: string): string | null {
  const [url, set] = useState<string | null>(null);
  useEffect(() => {
    if (!data) return set(null);
    const made = URL.createObjectURL(new Blob([data], { type }));
    set(made);
    return () => URL.revokeObjectURL(made);
  }, [data, type]);
  return url;
}

type Size = 320 | 2048;

export function imageUrl(id: string, size: Size): string {
  return `/api/v1/photos/${id}/image?size=${size}`;
}

export function remoteUrl(photo: PhotoRow, size: Size): string | null {
  return photo.state === 'sent' ? imageUrl(photo.id, size) : null;
}

export function Thumb({ photo }: { photo: PhotoRow }) {
  const local = useObjectUrl(photo.thumb, 'image/jpeg');
  const src = local ?? remoteUrl(photo, 320);
  return (
    <span class={`thumb thumb-${photo.state}`}>
      {src ? <img src={src} alt="" width={60} height={60} loading="lazy" /> : <span class="thumb-blank" />}
      {photo.state === 'attention' && <span class="thumb-mark chip-mark-triangle" />}
    </span>
  );
}
