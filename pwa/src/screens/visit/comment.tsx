/** The words to an answer. Open where the checklist asks for them, where somebody said "no", and where there are some. */
import { useEffect, useRef } from 'preact/hooks';
import { isExpired, type Question } from '../../engine';
import { t } from '../../i18n';
import { useDraft } from '../../questions';
import { later, useUniqueId } from '../../ui';
import { comfort } from '../parts/comfort';
import type { OpenVisit } from './open-visit';

const CommentNotes = later<{ visit: OpenVisit; text: string; onInsert: (text: string) => void }>(() =>
  import('../discreet/comment-notes').then((m) => m.CommentNotes),
);
const CommentTemplates = later<{ text: string; onInsert: (text: string) => void }>(() =>
  import('./comment-templates').then((m) => m.CommentTemplates),
);

interface CommentProps {
  visit: OpenVisit;
  question: Question;
  needed: boolean;
  /** The answer costs points. */
  poor: boolean;
  /** Somebody just asked for it, and wants to write. */
  wanted: boolean;
}

export function Comment({ visit, question, needed, poor, wanted }: CommentProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => void (wanted && area.current?.focus()), []);
  const id = useUniqueId();
  const answer = visit.cards.answer(question.id).value;
  const saved = answer?.comment ?? '';
  // A deleted position cannot be given once more, not even with other words.
  const editable = visit.editable.value && !isExpired(answer?.value);
  const { text, type, flush } = useDraft(saved, (next) => void visit.set(question, { comment: next.trim() === '' ? null : next }));
  return (
    <div class="comment">
      <label class="field-label" for={id}>
        {needed && text.trim() === '' ? <span class="needed-words">{t('visit.comment_needed')}</span> : t('visit.comment')}
      </label>
      <textarea
        ref={area}
        id={id}
        class="input"
        rows={2}
        maxLength={4000}
        placeholder={t('visit.comment_hint')}
        value={text}
        disabled={!editable}
        onInput={(event) => type(event.currentTarget.value)}
        onBlur={flush}
      />
      {poor && comfort.value.templates && editable && <CommentTemplates text={text} onInsert={type} />}
      {editable && visit.notes.value.length > 0 && <CommentNotes visit={visit} text={text} onInsert={type} />}
    </div>
  );
}
