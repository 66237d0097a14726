import { all, api, send, sentenceOf } from '../../api/client';
import type { Session } from '../../api/types';
import { useLoad } from '../../api/use-load';
import { formatAgo, t } from '../../i18n';
import { Banner, Button, Card, Chip, Skeleton, toast } from '../../ui';
import { deviceName } from './device';

const load = () => all<Session>((query) => api.GET('/api/v1/sessions', { params: { query } }));

async function end(session: Session, reload: () => void): Promise<void> {
  try {
    await send(api.DELETE('/api/v1/sessions/{session_id}', { params: { path: { session_id: session.id } } }));
    toast(t('account.session_ended'));
    reload();
  } catch (cause) {
    toast(sentenceOf(cause), { tone: 'bad' });
  }
}

function Row({ session, onEnd }: { session: Session; onEnd: () => void }) {
  return (
    <li class="session">
      <div class="session-words">
        <p>
          <strong>{deviceName(session.user_agent) ?? t('account.device_unknown')}</strong>
        </p>
        <p class="secondary">{t('account.session_seen', { when: formatAgo(session.last_seen_at) })}</p>
      </div>
      {session.current ? (
        <Chip tone="good">{t('account.session_current')}</Chip>
      ) : (
        <Button size="s" onClick={onEnd}>
          {t('account.session_end')}
        </Button>
      )}
    </li>
  );
}

export function Sessions() {
  const { data, problem, reload } = useLoad('sessions', load);
  return (
    <Card as="section" aria-labelledby="account-sessions">
      <div class="stack stack-8">
        <h2 id="account-sessions">{t('account.sessions')}</h2>
        {problem && <Banner tone="warn">{sentenceOf(problem)}</Banner>}
        {!data && !problem && <Skeleton lines={3} height={24} />}
        <ul>{data?.map((session) => <Row key={session.id} session={session} onEnd={() => void end(session, reload)} />)}</ul>
      </div>
    </Card>
  );
}
