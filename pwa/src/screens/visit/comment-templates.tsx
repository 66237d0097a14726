/** Short sentences to begin a comment with; the person's own first. A tap writes one behind what is there. */
import { t } from '../../i18n';
import { Button } from '../../ui';
import { comfort } from '../parts/comfort';
import '../parts/comfort-texts';

const OURS = ['comfort.t1', 'comfort.t2', 'comfort.t3', 'comfort.t4', 'comfort.t5', 'comfort.t6'] as const;

export function CommentTemplates({ text, onInsert }: { text: string; onInsert: (text: string) => void }) {
  const sentences = [...(comfort.value.sentences ?? []), ...OURS.map((key) => t(key))];
  const left = sentences.filter((sentence) => !text.includes(sentence));
  return (
    <div class="row" role="group" aria-label={t('comfort.offered')}>
      {left.map((sentence) => (
        <Button key={sentence} size="s" class="template" onClick={() => onInsert(`${text.trimEnd()} ${sentence}`.trimStart())}>
          {sentence}
        </Button>
      ))}
    </div>
  );
}
