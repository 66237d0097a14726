/** How the questions of a version work, for those who write checklists: shares with their base, and agreement. */
import { useState } from 'preact/hooks';
import { api, send } from '../../api/client';
import type { Agreement, Item, ItemReport, Share } from '../../api/types';
import { useLoad } from '../../api/use-load';
import { localise, type Definition } from '../../engine';
import { formatNumber, language, t } from '../../i18n';
import { Card, Chip, EmptyState, Select, Skeleton, Table, type Column } from '../../ui';
import { Trouble } from '../parts/trouble';
import { inOrder, ORDERS, type Order } from './item-order';

const percent = (share: number) => `${formatNumber(share * 100)} %`;

function Figure({ share, interval = false }: { share: Share | null; interval?: boolean }) {
  if (!share || share.share === null) return <span class="secondary">{t('lists.items_na')}</span>;
  return (
    <span class="item-figure">
      <strong>{percent(share.share)}</strong>
      {interval && share.interval && (
        <small>
          {formatNumber(share.interval.low * 100)} – {formatNumber(share.interval.high * 100)}
        </small>
      )}
      <small>{t('lists.items_of', { count: share.count, base: share.base })}</small>
    </span>
  );
}

function Agreed({ agreement }: { agreement: Agreement | null }) {
  if (!agreement) return <span class="secondary">{t('lists.items_na')}</span>;
  return (
    <span class="item-figure">
      <strong>{percent(agreement.share)}</strong>
      <small>{t('lists.items_kappa', { kappa: agreement.kappa === null ? t('lists.items_na') : formatNumber(agreement.kappa, 2) })}</small>
      <small>{t('lists.items_pairs', { n: agreement.pairs })}</small>
    </span>
  );
}

/** Where a question is asked of each person met, its base is not the visits; a clock may have run out. */
function Asked({ item }: { item: Item }) {
  return (
    <span class="item-asked small secondary">
      {item.shown !== item.visits && <span>{t('lists.items_asked', { n: item.visits, count: item.shown })}</span>}
      {item.no_contact && item.no_contact.share !== null && (
        <span>{t('lists.items_no_contact', { share: percent(item.no_contact.share), count: item.no_contact.count, base: item.no_contact.base })}</span>
      )}
    </span>
  );
}

function columns(texts: Map<string, string>): Column<Item>[] {
  const figure = (id: string, title: string, cell: Column<Item>['cell']) => ({ id, title, numeric: true, cell });
  return [
    {
      id: 'question',
      title: t('lists.items_question'),
      head: true,
      cell: (item) => (
        <>
          <span class="item-text">{texts.get(item.question_id)}</span>
          <Asked item={item} />
          {item.verdict && <Chip tone="warn">{t(`lists.items_${item.verdict}`)}</Chip>}
        </>
      ),
    },
    figure('answered', t('lists.items_answered'), (item) => <Figure share={item.answered} />),
    figure('passed', t('lists.items_passed'), (item) => <Figure share={item.passed} interval />),
    figure('na', t('lists.items_not_applicable'), (item) => <Figure share={item.not_applicable} />),
    figure('unseen', t('lists.items_not_observed'), (item) => <Figure share={item.not_observed} />),
    figure('agreement', t('lists.items_agreement'), (item) => <Agreed agreement={item.agreement} />),
  ];
}

function textsOf(definition: Definition): Map<string, string> {
  const questions = definition.sections.flatMap((section) => section.questions);
  return new Map(questions.map((question) => [question.id, localise(question.text, language.value)]));
}

function baseOf(report: ItemReport): string {
  const read = report.visits < report.visits_in_all ? 'lists.items_latest' : 'lists.items_visits';
  const doubles = report.doubles > 0 ? t('lists.items_doubles', { n: report.doubles }) : t('lists.items_no_doubles');
  return `${t(read, { n: report.visits, all: report.visits_in_all })} ${doubles}`;
}

function Shown({ report, definition }: { report: ItemReport; definition: Definition }) {
  const [order, setOrder] = useState<Order>('checklist');
  if (report.visits === 0)
    return (
      <EmptyState icon="list" title={t('lists.items_empty')}>
        {t('lists.items_empty_text')}
      </EmptyState>
    );
  const options = ORDERS.map((value) => ({ value, label: t(`lists.items_order_${value}`) }));
  return (
    <>
      <p>{baseOf(report)}</p>
      {report.agreement && (
        <p>
          {t('lists.items_overall', { share: percent(report.agreement.share), n: report.agreement.pairs })}{' '}
          {report.agreement.kappa !== null && t('lists.items_overall_kappa', { kappa: formatNumber(report.agreement.kappa, 2) })}
        </p>
      )}
      <p class="small secondary">{t('lists.items_note')}</p>
      <div class="items-order">
        <Select label={t('lists.items_order')} options={options} value={order} onInput={(value) => setOrder(value as Order)} />
      </div>
      <div class="items-table">
        <Table caption={t('lists.items')} captionHidden columns={columns(textsOf(definition))} rows={inOrder(report.items, order)} keyOf={(item) => item.question_id} />
      </div>
    </>
  );
}

export function Items({ versionId, definition }: { versionId: string; definition: Definition }) {
  const { data, problem, reload } = useLoad(`items-${versionId}`, () =>
    send<ItemReport>(api.GET('/api/v1/checklist-versions/{version_id}/items', { params: { path: { version_id: versionId } } })),
  );
  return (
    <Card as="section" aria-labelledby="list-items">
      <div class="stack stack-8">
        <h2 id="list-items" tabIndex={-1}>{t('lists.items')}</h2>
        <Trouble problem={problem} onRetry={reload} />
        {!data && !problem && <Skeleton lines={4} />}
        {data && <Shown report={data} definition={definition} />}
      </div>
    </Card>
  );
}
