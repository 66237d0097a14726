/** One write with its sentence; the dialog stays open when it is refused. */
import { useState } from 'preact/hooks';
import { sentenceOf } from '../../api/client';
import { toast } from '../../ui';

export function useWrite({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const run = async (write: () => Promise<unknown>, done: string) => {
    setBusy(true);
    setProblem(null);
    try {
      await write();
      toast(done);
      onDone();
      onClose();
    } catch (cause) {
      setProblem(sentenceOf(cause));
      setBusy(false);
    }
  };
  return { busy, problem, run };
}
