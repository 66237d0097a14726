/** A list or a page that could not be loaded: the sentence, and the way to try again. */
import { sentenceOf, type ApiProblem } from '../../api/problem';
import { t } from '../../i18n';
import { Banner, Button } from '../../ui';

export function Trouble({ problem, onRetry }: { problem: ApiProblem | null; onRetry: () => void }) {
  if (!problem) return null;
  return (
    <Banner
      tone="warn"
      actions={
        <Button size="s" onClick={onRetry}>
          {t('try_again')}
        </Button>
      }
    >
      {sentenceOf(problem)}
    </Banner>
  );
}
