/** An address for bytes of this page, for as long as they are shown. */
import { useEffect, useState } from 'preact/hooks';

export function useAddress(bytes: Blob | null): string | undefined {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    if (!bytes) return setAddress(undefined);
    const made = URL.createObjectURL(bytes);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes]);
  return address;
}
