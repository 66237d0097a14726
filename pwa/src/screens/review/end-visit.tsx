/** Ending a visit that should not go on: cancelled before it is sent, void after. Both ask for a reason. */
import { useState } from 'preact/hooks';
import { api, send } from '../../api/client';
import type { Visit } from '../../api/types';
import { t } from '../../i18n';
import { Banner, Button, Card, Dialog, TextArea } from '../../ui';
import { useAttempt } from './use-attempt';
import { useAway } from './away';

type Way = 'cancel' | 'void';

function write(way: Way, visit: Visit, reason: string): Promise<Visit> {
  const params = { path: { visit_id: visit.id } };
  if (way === 'cancel') return send(api.POST('/api/v1/visits/{visit_id}/cancellation', { params, body: { reason } }));
  return send(api.POST('/api/v1/visits/{visit_id}/void', { params, body: { reason } }));
}

function EndDialog({ way, visit, onClose, onDone }: { way: Way; visit: Visit; onClose: () => void; onDone: (visit: Visit) => void }) {
  const [reason, setReason] = useState('');
  const { busy, problem, attempt } = useAttempt(onClose);
  const end = async (): Promise<void> => onDone(await write(way, visit, reason.trim()));
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(`office.${way}_visit`)}
      actions={
        <>
          <Button onClick={onClose}>{t('office.keep')}</Button>
          <Button kind="danger" disabled={!reason.trim()} busy={busy} onClick={() => void attempt(end, t('office.ended'))}>
            {t(`office.${way}_visit`)}
          </Button>
        </>
      }
    >
      <div class="stack">
        <p>{t(`office.${way}_text`)}</p>
        {problem && <Banner tone="bad">{problem}</Banner>}
        <TextArea label={t('office.reason')} value={reason} onInput={setReason} />
      </div>
    </Dialog>
  );
}

export function EndVisit({ visit, onDone }: { visit: Visit; onDone: (visit: Visit) => void }) {
  const [way, setWay] = useState<Way | null>(null);
  const away = useAway();
  const ways = (['cancel', 'void'] as const).filter((one) => visit.allowed.includes(one));
  if (ways.length === 0) return null;
  return (
    <Card as="section" class="end-visit">
      <details>
        <summary>{t('office.visit_end')}</summary>
        <div class="row">
          {ways.map((one) => (
            <Button key={one} kind="danger" size="s" disabled={away} onClick={() => setWay(one)}>
              {t(`office.${one}_visit`)}
            </Button>
          ))}
        </div>
      </details>
      {way && <EndDialog way={way} visit={visit} onClose={() => setWay(null)} onDone={onDone} />}
    </Card>
  );
}
