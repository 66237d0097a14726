/** One thing a dialog does: busy meanwhile, closed and told when it is done, open with the server's sentence when it is not. */
import { useState } from 'preact/hooks';
import { sentenceOf } from '../../api/client';
import { toast } from '../../ui';

interface Attempt {
  busy: boolean;
  problem: string | null;
  /** `told`: what is said when it is done. */
  attempt: (act: () => Promise<void>, told: string) => Promise<void>;
}

export function useAttempt(onClose: () => void): Attempt {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const attempt = async (act: () => Promise<void>, told: string): Promise<void> => {
    setBusy(true);
    try {
      await act();
      toast(told);
      onClose();
    } catch (cause) {
      setProblem(sentenceOf(cause));
    }
    setBusy(false);
  };
  return { busy, problem, attempt };
}
