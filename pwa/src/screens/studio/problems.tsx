/** What still stands between the draft and its publication, each with a jump to its place. */
import { fieldSentence } from '../../api/client';
import { language, t } from '../../i18n';
import { Button, Chip } from '../../ui';
import { anyWord, asText, asThing, read, type Doc } from './document';
import { pathOf, pathOfPlace, placeOf, type Place } from './place';
import { useStudio, type DraftProblem } from './studio-state';

const FRAMES = 6;

function nameOf(doc: Doc, at: Place): string {
  if (at.section === null) return t('studio.whole');
  const thing = asThing(read(doc, pathOfPlace(at)));
  return anyWord(thing['text'] ?? thing['title'], language.value) || asText(thing['id']) || t(at.question === null ? 'studio.unnamed_section' : 'studio.unnamed_question');
}

const holderOf = (pointer: string): HTMLElement | null => document.querySelector(`.studio-editor [data-pointer="${CSS.escape(pointer)}"]`);

function openFolds(pointer: string): void {
  for (const fold of document.querySelectorAll<HTMLDetailsElement>('.studio-editor details[data-pointers]')) {
    const holds = (fold.dataset['pointers'] ?? '').split(' ').some((at) => pointer === at || pointer.startsWith(`${at}/`));
    if (holds) fold.open = true;
  }
}

/** The field itself, or the nearest thing around it. Folds around it are opened; what is in them is drawn a moment later. */
function focusField(pointer: string, frames = FRAMES): void {
  openFolds(pointer);
  if (!holderOf(pointer) && frames > 0) return void requestAnimationFrame(() => focusField(pointer, frames - 1));
  for (let at = pointer; at; at = at.slice(0, at.lastIndexOf('/'))) {
    const holder = holderOf(at);
    if (!holder) continue;
    holder.querySelector<HTMLElement>('input, select, textarea, button')?.focus({ preventScroll: true });
    return holder.scrollIntoView({ block: 'center' });
  }
  document.querySelector<HTMLElement>('.studio-editor input, .studio-editor textarea')?.focus();
}

export function Problems({ onJump }: { onJump: () => void }) {
  const studio = useStudio();
  const problems = studio.problems.value;
  if (!studio.checked.value) return null;
  if (problems.length === 0) {
    return (
      <div>
        <Chip tone="good">{t('studio.nothing_to_mend')}</Chip>
      </div>
    );
  }
  const jump = ({ pointer }: DraftProblem): void => {
    studio.at.value = placeOf(pointer);
    onJump();
    requestAnimationFrame(() => focusField(pointer));
  };
  return (
    <details class="studio-problems">
      <summary>{t('studio.mend', { n: problems.length })}</summary>
      <ol>
        {problems.map((problem, index) => (
          <li key={index}>
            <button type="button" class="studio-problem" onClick={() => jump(problem)}>
              <strong>{nameOf(studio.doc.peek(), placeOf(problem.pointer))}</strong>
              <span>{fieldSentence(problem)}</span>
            </button>
            {problem.code === 'unknown_key' && (
              <Button size="s" icon="trash" onClick={() => studio.edit(pathOf(problem.pointer), undefined)}>
                {t('studio.remove_of', { what: String(problem.values?.['key'] ?? '') })}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </details>
  );
}
