/** The questions of raw answers: which dimension each belongs to, or that it is left out, its scale, and its direction. */
import type { ComponentChildren } from 'preact';
import { formatNumber, language, t, type TextKey } from '../../i18n';
import { Checkbox, Chip } from '../../ui';
import { isReady, NEW, OPEN, OUT, type Said } from './said';
import type { FileQuestion, Questions } from './types';

type Change = (changes: Partial<Said>) => void;

function found({ answers, lowest, highest, texts }: FileQuestion): string {
  const same = lowest === highest ? 'engagement.q_answers_same' : 'engagement.q_answers';
  const numbers = lowest !== null && highest !== null && t(same, { n: answers, low: formatNumber(lowest), high: formatNumber(highest) });
  const words = texts > 0 && t('engagement.q_texts', { n: texts });
  return [numbers, words].filter(Boolean).join(', ') || t('engagement.q_empty');
}

function Belongs({ code, said, dimensions, change }: { code: string; said: Said; dimensions: Questions['dimensions']; change: Change }) {
  return (
    <div class="engagement-q-dimension">
      <select
        class="input"
        aria-label={`${code}: ${t('engagement.field.dimension_code')}`}
        aria-invalid={said.choice === OPEN || undefined}
        value={said.choice}
        onChange={(event) => change({ choice: event.currentTarget.value })}
      >
        {said.choice === OPEN && <option value={OPEN}>{t('engagement.q_choose')}</option>}
        {dimensions.map(({ code: value, name }) => (
          <option key={value} value={value}>
            {name[language.value] ?? name['en'] ?? value}
          </option>
        ))}
        <option value={NEW}>{t('engagement.q_new')}</option>
        <option value={OUT}>{t('engagement.q_out')}</option>
      </select>
      {said.choice === NEW && (
        <input
          class="input"
          aria-label={`${code}: ${t('engagement.q_new_name')}`}
          placeholder={t('engagement.q_new_name')}
          maxLength={60}
          value={said.name}
          onInput={(event) => change({ name: event.currentTarget.value })}
        />
      )}
    </div>
  );
}

function Scale({ code, said, usual, change }: { code: string; said: Said; usual: readonly [string, string]; change: Change }) {
  const end = (which: 'low' | 'high', place: 0 | 1, label: TextKey) => (
    <input
      class="input figures"
      inputMode="decimal"
      aria-label={`${code}: ${t(label)}`}
      placeholder={usual[place]}
      value={said[which]}
      onInput={(event) => change({ [which]: event.currentTarget.value })}
    />
  );
  return (
    <div class="engagement-q-scale">
      <span class="secondary">{t('engagement.q_scale')}</span>
      {end('low', 0, 'engagement.field.scale_min')}
      <span class="secondary">{t('engagement.q_to')}</span>
      {end('high', 1, 'engagement.field.scale_max')}
    </div>
  );
}

function QuestionRow({ question, said, dimensions, usual, change }: {
  question: FileQuestion;
  said: Said;
  dimensions: Questions['dimensions'];
  usual: readonly [string, string];
  change: Change;
}) {
  const { code, guess } = question;
  return (
    <div class="engagement-q" role="group" aria-label={code}>
      <div class="engagement-q-name">
        <strong class="engagement-name">{code}</strong>
        <span class="small secondary">{found(question)}</span>
        {said.choice === OPEN && <Chip tone="warn">{t('engagement.q_open')}</Chip>}
        {guess !== null && !said.touched && <span class="small secondary">{t(`engagement.guess.${guess}` as TextKey)}</span>}
      </div>
      <Belongs code={code} said={said} dimensions={dimensions} change={change} />
      {said.choice !== OUT && (
        <div class="engagement-q-more">
          <Scale code={code} said={said} usual={usual} change={change} />
          <Checkbox checked={said.reversed} onChange={(reversed) => change({ reversed })}>
            {t('engagement.q_reversed')}
          </Checkbox>
        </div>
      )}
    </div>
  );
}

type Props = {
  asked: Questions;
  said: Readonly<Record<string, Said>>;
  usual: readonly [string, string];
  onChange: (said: Record<string, Said>) => void;
  children: ComponentChildren;
};

export function QuestionList({ asked, said, usual, onChange, children }: Props) {
  const all = asked.questions.map(({ code }) => said[code]!);
  const out = all.filter((one) => one.choice === OUT).length;
  const open = all.filter((one) => !isReady(one)).length;
  return (
    <div class="stack">
      <div>
        <h2>{t('engagement.questions')}</h2>
        <p class="secondary">{t('engagement.questions_lead')}</p>
      </div>
      <div class="engagement-qs">
        {asked.questions.map((question) => (
          <QuestionRow
            key={question.code}
            question={question}
            said={said[question.code]!}
            dimensions={asked.dimensions}
            usual={usual}
            change={(changes) => onChange({ ...said, [question.code]: { ...said[question.code]!, ...changes, touched: true } })}
          />
        ))}
      </div>
      <p role="status">
        {t('engagement.q_counted', { n: all.length - out - open })} {out > 0 && t('engagement.q_counted_out', { n: out })} {open > 0 && <strong>{t('engagement.q_counted_open', { n: open })}</strong>}
      </p>
      <div class="row engagement-actions">{children}</div>
    </div>
  );
}
