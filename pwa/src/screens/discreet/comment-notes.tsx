/** Beside a comment: the lines written on the way. A tap puts one in; what is in already is no longer offered there. */
import { formatTime, t } from '../../i18n';
import { Icon } from '../../ui';
import type { OpenVisit } from '../visit/open-visit';
import { linesOf } from './moments';
import './offers.css';
import './words';

interface CommentNotesProps {
  visit: OpenVisit;
  text: string;
  onInsert: (text: string) => void;
}

/** Longer comments than the server takes are not begun. */
const LONGEST = 4000;

export function CommentNotes({ visit, text, onInsert }: CommentNotesProps) {
  const lines = linesOf(visit).filter((line) => !text.includes(line.text ?? ''));
  if (lines.length === 0) return null;
  const add = (line: string): void => onInsert([text.trimEnd(), line].filter(Boolean).join('\n').slice(0, LONGEST));
  return (
    <div class="comment-notes" role="group" aria-label={t('notes.title')}>
      <span class="field-label">{t('notes.title')}</span>
      {lines.map(({ id, at, text: line }) => (
        <button type="button" key={id} class="comment-note" onClick={() => add(line ?? '')}>
          <span class="figures secondary">{formatTime(at, visit.zone.value)}</span>
          <span>{line}</span>
          <span class="hidden-visually">{t('notes.insert')}</span>
          <Icon name="plus" size={18} />
        </button>
      ))}
    </div>
  );
}
