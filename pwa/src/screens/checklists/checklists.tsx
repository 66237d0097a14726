import { useState } from 'preact/hooks';
import { all, api } from '../../api/client';
import type { Checklist } from '../../api/types';
import { useLoad } from '../../api/use-load';
import { formatDate, language, t } from '../../i18n';
import { me } from '../../sync/session';
import { Button, Card, EmptyState, Header, SkeletonCards } from '../../ui';
import { Trouble } from '../parts/trouble';
import { Drafts } from './drafts';
import { PublishDialog } from './publish';
import { StartDialog } from './start';
import './checklists.css';

const load = () => all<Checklist>((query) => api.GET('/api/v1/checklists', { params: { query } }));

function Item({ checklist }: { checklist: Checklist }) {
  const latest = checklist.latest_version;
  return (
    <Card href={`/checklists/${checklist.slug}`}>
      <p class="overline">{latest ? t('lists.version', { n: latest.number }) : t('lists.no_version')}</p>
      <h2>{checklist.title}</h2>
      <p class="secondary">{latest ? t('lists.published', { when: formatDate(latest.published_at) }) : checklist.slug}</p>
    </Card>
  );
}

export function Checklists() {
  const [publishing, setPublishing] = useState(false);
  const [starting, setStarting] = useState(false);
  const { data, problem, reload } = useLoad(`checklists-${language.value}`, load);
  const mayPublish = me.value?.permissions.includes('checklist.publish');
  const button = (
    <Button kind="primary" size="s" icon="plus" onClick={() => setStarting(true)}>
      {t('lists.start')}
    </Button>
  );
  return (
    <>
      <Header title={t('lists.title')} trailing={mayPublish && button} />
      <div class="page page-wide">
        <Trouble problem={problem} onRetry={reload} />
        {!data && !problem && <SkeletonCards count={3} />}
        {data?.length === 0 && (
          <EmptyState icon="list" title={t('lists.empty')} action={mayPublish && button}>
            {t('lists.empty_text')}
          </EmptyState>
        )}
        {mayPublish && (
          <div>
            <Button size="s" icon="upload" onClick={() => setPublishing(true)}>
              {t('lists.publish')}
            </Button>
          </div>
        )}
        {mayPublish && <Drafts />}
        <div class="list-cards">{data?.map((checklist) => <Item key={checklist.id} checklist={checklist} />)}</div>
      </div>
      {starting && <StartDialog onClose={() => setStarting(false)} />}
      {publishing && <PublishDialog onClose={() => setPublishing(false)} onDone={reload} />}
    </>
  );
}
