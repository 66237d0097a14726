/** Which mails somebody of the office gets; none until they want them. Each tap is stored at once, for the account. */
import { useState } from 'preact/hooks';
import { api, send, sentenceOf } from '../../api/client';
import type { components } from '../../api/schema';
import { useLoad } from '../../api/use-load';
import { t, tCode } from '../../i18n';
import { me } from '../../sync/session';
import { Banner, Card, Checkbox, Skeleton, toast } from '../../ui';

type Mails = components['schemas']['MailsOut'];
type Event = Mails['events'][number];

const load = () => send<Mails>(api.GET('/api/v1/me/mails'));

function Choice() {
  const { data, problem, put } = useLoad('mails', load);
  const [busy, setBusy] = useState(false);
  const choose = async (event: Event, on: boolean, before: Mails): Promise<void> => {
    const events = before.offered.filter((one) => (one === event ? on : before.events.includes(one)));
    setBusy(true);
    put({ ...before, events });
    try {
      put(await send<Mails>(api.PUT('/api/v1/me/mails', { body: { events } })));
    } catch (cause) {
      put({ ...before });
      toast(sentenceOf(cause), { tone: 'bad' });
    } finally {
      setBusy(false);
    }
  };
  if (problem) return <Banner tone="warn">{sentenceOf(problem)}</Banner>;
  if (!data) return <Skeleton lines={3} height={24} />;
  return (
    <>
      {data.offered.map((event) => (
        <Checkbox key={event} checked={data.events.includes(event)} disabled={busy} onChange={(on) => void choose(event, on, data)}>
          {tCode('account.mail', event)}
        </Checkbox>
      ))}
    </>
  );
}

export function Mails() {
  if (!me.value?.permissions.includes('mail.choose')) return null;
  return (
    <Card as="section" aria-labelledby="account-mails">
      <div class="stack stack-8">
        <h2 id="account-mails">{t('account.mails')}</h2>
        <p class="secondary">{t('account.mails_text', { email: me.value.email })}</p>
        <Choice />
      </div>
    </Card>
  );
}
