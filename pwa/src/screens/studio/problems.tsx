/** What still stands between the draft and its publication, each with a jump to its place. */
import { fieldSentence } from '../../api/client';
import { language, t } from '../../i18n';
import { Chip } from '../../ui';
import { anyWord, asText, asThing, read, type Doc } from './document';
import { useStudio, type DraftProblem, type Place } from './studio-state';

/** "/sections/1/questions/0/text" is a place in the outline and a field in the editor. */
export function placeOf(pointer: string): Place {
  const found = /^\/sections\/(\d+)(?:\/questions\/(\d+))?/.exec(pointer);
  if (!found) return { section: null, question: null };
  return { section: Number(found[1]), question: found[2] === undefined ? null : Number(found[2]) };
}

function nameOf(doc: Doc, { section, question }: Place): string {
  if (section === null) return t('studio.whole');
  const path = question === null ? ['sections', section] : ['sections', section, 'questions', question];
  const thing = asThing(read(doc, path));
  return anyWord(thing['text'] ?? thing['title'], language.value) || asText(thing['id']);
}

/** The field itself, or the nearest thing around it; a fold around it is opened. */
function focusField(pointer: string): void {
  for (let at = pointer; at; at = at.slice(0, at.lastIndexOf('/'))) {
    const holder = document.querySelector<HTMLElement>(`.studio-editor [data-pointer="${CSS.escape(at)}"]`);
    if (!holder) continue;
    holder.closest('details')?.setAttribute('open', '');
    const control = holder.querySelector<HTMLElement>('input, select, textarea, button');
    control?.focus({ preventScroll: true });
    holder.scrollIntoView({ block: 'center' });
    return;
  }
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
    requestAnimationFrame(() => requestAnimationFrame(() => focusField(pointer)));
  };
  return (
    <details class="studio-problems">
      <summary>{t('studio.mend', { n: problems.length })}</summary>
      <ol>
        {problems.map((problem, index) => (
          <li key={index}>
            <button type="button" onClick={() => jump(problem)}>
              <strong>{nameOf(studio.doc.value, placeOf(problem.pointer))}</strong>
              <span>{fieldSentence(problem)}</span>
            </button>
          </li>
        ))}
      </ol>
    </details>
  );
}
