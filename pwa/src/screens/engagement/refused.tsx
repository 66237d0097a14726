/** Why a file does not come in: columns still to be chosen, rows to be mended, or one sentence. */
import type { ComponentChildren } from 'preact';
import { ApiProblem, sentenceOf } from '../../api/client';
import { t, tCode } from '../../i18n';
import { Banner } from '../../ui';
import { Mistakes, words } from './mistakes';

const last = (pointer: string): string => pointer.split('/').at(-1) ?? '';

/** "/order/items/q7/dimension" is about q7. */
const questionOf = (pointer: string): string | undefined => pointer.split('/')[3];

export function Refused({ problem, mend }: { problem: unknown; mend: ComponentChildren }) {
  if (!(problem instanceof ApiProblem)) return <Banner tone="bad">{sentenceOf(problem)}</Banner>;
  if (problem.code === 'import.rows') return <Mistakes problem={problem} mend={mend} />;
  if (problem.code === 'import.columns')
    return <Banner tone="bad">{t('engagement.columns_missing', { names: problem.errors.map(({ pointer }) => tCode('engagement.field', last(pointer))).join(', ') })}</Banner>;
  if (problem.code === 'import.items' && problem.errors.some(({ pointer }) => questionOf(pointer)))
    return (
      <Banner tone="bad">
        {problem.errors.map((error) => (
          <p key={error.pointer}>{`${questionOf(error.pointer) ?? ''}: ${words(error)}`}</p>
        ))}
      </Banner>
    );
  return <Banner tone="bad">{sentenceOf(problem)}</Banner>;
}
