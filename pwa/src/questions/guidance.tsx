/** What counts as a good and a poor answer, in the words of the checklist; closed until somebody asks. */
import { localise, type Question, type Text } from '../engine';
import { language, t } from '../i18n';
import { Icon } from '../ui';

export function Guidance({ question }: { question: Pick<Question, 'guidance' | 'good' | 'poor'> }) {
  const parts: [string | null, Text | null][] = [[null, question.guidance], [t('visit.good'), question.good], [t('visit.poor'), question.poor]];
  const given = parts.filter(([, text]) => text !== null);
  if (given.length === 0) return null;
  return (
    <details class="guidance">
      <summary>
        <Icon name="info" size={18} />
        {t('visit.counts')}
      </summary>
      {given.map(([head, text]) => (
        <p key={head}>
          {head && <strong>{head}: </strong>}
          {localise(text, language.value)}
        </p>
      ))}
    </details>
  );
}
