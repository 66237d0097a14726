/** What is agreed for this centre: open ones with their day, those that ended with what was said, and the way back. */
import { useState } from 'preact/hooks';
import { sentenceOf } from '../../api/problem';
import { formatDate, t } from '../../i18n';
import { me } from '../../sync/session';
import { Button, Card, Chip, Skeleton, toast } from '../../ui';
import { SeenTrouble } from '../parts/as-of';
import { AgreeDialog, EndDialog } from './action-dialogs';
import { become, type Status } from './action-writes';
import { useActions } from './load';
import { Photos } from './photos';
import type { Action, Item } from './types';

type Open = { kind: 'agree' } | { kind: 'change'; action: Action } | { kind: 'end'; action: Action; status: Status } | null;

function State({ action }: { action: Action }) {
  if (action.status === 'done') return <Chip tone="good">{t('actions.done')}</Chip>;
  if (action.status === 'dropped') return <Chip mark="bar">{t('actions.dropped')}</Chip>;
  if (action.overdue) return <Chip tone="bad">{t('actions.overdue')}</Chip>;
  return <Chip tone="accent">{t('actions.open')}</Chip>;
}

function Line({ action, away, onOpen }: { action: Action; away: boolean; onOpen: (open: Open) => void }) {
  const ended = action.status !== 'open';
  const who = ended ? t('actions.ended', { who: action.closed_by ?? '', day: formatDate(action.closed_at) }) : t('actions.agreed', { who: action.opened_by });
  return (
    <li class="action">
      <div class="row row-between">
        <strong>{action.title}</strong>
        <State action={action} />
      </div>
      <p class="small secondary">
        {t('actions.due_on', { day: formatDate(action.due_on) })} · {who}
      </p>
      {action.done_note && <p class="action-note">{action.done_note}</p>}
      {ended && <Photos shots={action.photos.map((id) => ({ id, words: action.title, path: `/api/v1/actions/${action.id}/photos/${id}/image` }))} />}
      <div class="row">
        {action.may_become.map((status) => (
          <Button key={status} size="s" kind={status === 'done' ? 'secondary' : 'quiet'} icon={status === 'done' ? 'check' : undefined} disabled={away} onClick={() => onOpen({ kind: 'end', action, status })}>
            {t(`actions.do_${status}`)}
          </Button>
        ))}
        {action.may_change && (
          <Button size="s" kind="quiet" disabled={away} onClick={() => onOpen({ kind: 'change', action })}>
            {t('actions.change')}
          </Button>
        )}
      </div>
    </li>
  );
}

function Lists({ actions, away, onOpen }: { actions: readonly Action[]; away: boolean; onOpen: (open: Open) => void }) {
  const open = actions.filter((one) => one.status === 'open');
  const ended = actions.filter((one) => one.status !== 'open').reverse();
  return (
    <>
      {open.length === 0 && <p class="secondary">{t('actions.none')}</p>}
      <ul class="strengths">
        {open.map((action) => (
          <Line key={action.id} action={action} away={away} onOpen={onOpen} />
        ))}
      </ul>
      {ended.length > 0 && (
        <details>
          <summary>{t('actions.ended_n', { n: ended.length })}</summary>
          <ul class="strengths">
            {ended.map((action) => (
              <Line key={action.id} action={action} away={away} onOpen={onOpen} />
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

/** The way back from what was just done, where this person may go it: the server has the last word, and its own trail. */
function undoOf(action: Action, before: Status | null): Status | null {
  const back = before ?? 'dropped';
  return action.may_become.includes(back) ? back : null;
}

export function Actions({ centre, items }: { centre: string; items: readonly Item[] }) {
  const seen = useActions(centre);
  const { data, problem, reload, put, away } = seen;
  const [open, setOpen] = useState<Open>(null);
  const take = (action: Action) => {
    const items = data?.items ?? [];
    const known = items.some((one) => one.id === action.id);
    put({ next: data?.next ?? null, items: known ? items.map((one) => (one.id === action.id ? action : one)) : [...items, action] });
  };
  const done = (before: Status | null) => (action: Action) => {
    take(action);
    setOpen(null);
    const back = undoOf(action, before);
    const undo = back ? () => void become(action, back, t('actions.taken_back')).then(take, (cause) => toast(sentenceOf(cause), { tone: 'bad' })) : undefined;
    toast(t(`actions.said_${action.status}`), { undo });
  };
  const change = (action: Action) => {
    take(action);
    if (open?.kind === 'end') setOpen({ ...open, action });
  };
  return (
    <Card as="section" aria-labelledby="actions">
      <div class="stack stack-8">
        <div class="row row-between">
          <h2 id="actions">{t('actions.heading')}</h2>
          {me.value?.permissions.includes('action.agree') && (
            <Button size="s" icon="plus" disabled={away || !data} onClick={() => setOpen({ kind: 'agree' })}>
              {t('actions.agree')}
            </Button>
          )}
        </div>
        <SeenTrouble problem={problem} onRetry={reload} />
        {!data && !problem && <Skeleton lines={3} />}
        {data && <Lists actions={data.items} away={away} onOpen={setOpen} />}
      </div>
      {open?.kind === 'agree' && <AgreeDialog centre={centre} items={items} onClose={() => setOpen(null)} onDone={done(null)} />}
      {open?.kind === 'change' && (
        <AgreeDialog centre={centre} items={items} action={open.action} onClose={() => setOpen(null)} onDone={(action) => (take(action), setOpen(null), toast(t('saved')))} />
      )}
      {open?.kind === 'end' && (
        <EndDialog action={open.action} status={open.status} onClose={() => setOpen(null)} onDone={done(open.action.status)} onChange={change} />
      )}
    </Card>
  );
}
