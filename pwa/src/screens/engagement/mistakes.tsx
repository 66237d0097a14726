/** What is wrong in a file, line by line, in the reader's language. */
import type { ComponentChildren } from 'preact';
import type { ApiProblem, FieldProblem } from '../../api/problem';
import { t, tCode, type TextKey } from '../../i18n';
import { Banner, Card, Table } from '../../ui';

/** A newer server may know a mistake that has no words here yet: its own sentence stands. */
export function words({ code, message, values }: FieldProblem): string {
  const key = `engagement.row.${code}`;
  const told = t(key as TextKey, values);
  return told === key ? message : told;
}

export function Mistakes({ problem, mend }: { problem: ApiProblem; mend: ComponentChildren }) {
  const count = Number(problem.extra['mistakes'] ?? problem.errors.length);
  const told = problem.errors.map((error, index) => ({ error, index }));
  return (
    <Card as="section">
      <div class="stack">
        <Banner tone="bad" title={t('engagement.mistakes', { n: count })}>
          {count > told.length ? t('engagement.mistakes_first', { n: told.length }) : t('engagement.mistakes_mend')}
        </Banner>
        <Table
          caption={t('engagement.mistakes', { n: count })}
          captionHidden
          columns={[
            { id: 'line', title: t('engagement.col_line'), head: true, cell: ({ error }) => <span class="engagement-line">{error.line === undefined ? '–' : t('engagement.at_line', { n: error.line })}</span> },
            { id: 'where', title: t('engagement.col_where'), cell: ({ error }) => tCode('engagement.field', error.pointer.slice(1)) },
            { id: 'what', title: t('engagement.col_what'), cell: ({ error }) => words(error) },
          ]}
          rows={told}
          keyOf={({ index }) => String(index)}
        />
        {mend && <div class="engagement-file">{mend}</div>}
      </div>
    </Card>
  );
}
