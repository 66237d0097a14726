/** What a row of the trail says about questions: two answers from two phones, and clocks that were closed without a contact. */
import { localise, questionOf, type Definition, type Question } from '../../engine';
import type { AnswerRow, TrailRow, Visit } from '../../api/types';
import { formatTime, language, t } from '../../i18n';
import { answerText, plainText } from './answer-text';

interface Told extends AnswerRow {
  phone: string;
  kept: boolean;
}

interface Both {
  question_id: string;
  answers: Told[];
}

/** Keys of clocks the system closed. */
function closedIn({ details }: TrailRow): string[] {
  return ((details as { clocks?: { question_id: string }[] } | null)?.clocks ?? []).map(({ question_id }) => question_id);
}

function questionsOf({ details }: TrailRow): Both[] {
  return ((details as { questions?: Both[] } | null)?.questions ?? []) as Both[];
}

function words(told: Told, question: Question | undefined, zone: string): string {
  const answer = question ? answerText(question, told, 0, zone) : plainText(told);
  const values = { answer: told.comment ? `${answer} – ${told.comment}` : answer, phone: told.phone, time: formatTime(told.updated_at, zone) };
  return t(told.kept ? 'review.two_kept' : 'review.two_other', values);
}

export function TrailAnswers({ row, visit, definition }: { row: TrailRow; visit: Visit; definition: Definition }) {
  const known = new Map(definition.sections.flatMap((section) => section.questions.map((question) => [question.id, question])));
  const nameOf = (key: string): string => localise(known.get(questionOf(key))?.text ?? null, language.value) || key;
  return (
    <>
      {closedIn(row).map((key) => (
        <p key={key}>{nameOf(key)}</p>
      ))}
      {questionsOf(row).map(({ question_id, answers }) => {
        const question = known.get(questionOf(question_id));
        const name = nameOf(question_id);
        const both = answers.map((told) => words(told, question, visit.centre.time_zone)).join(', ');
        return <p key={question_id}>{t('review.two_answers', { question: name, answers: both })}</p>;
      })}
    </>
  );
}
