/** Before a visit has begun: somebody else, or another time. A new auditor has to accept it first. */
import { useState } from 'preact/hooks';
import { api, ifMatch, send, sentenceOf } from '../../api/client';
import type { Visit } from '../../api/types';
import { useLoad } from '../../api/use-load';
import { t } from '../../i18n';
import { fromWall, toWall } from '../../i18n/zone';
import { Banner, Button, Dialog, Select, TextField, toast } from '../../ui';
import { loadAuditors } from './choices';
import '../parts/office-texts';

export function Replan({ visit, onClose, onDone }: { visit: Visit; onClose: () => void; onDone: (visit: Visit) => void }) {
  const zone = visit.centre.time_zone;
  const { data: auditors } = useLoad('auditors', loadAuditors);
  const [auditor, setAuditor] = useState(visit.auditor?.id ?? '');
  const [from, setFrom] = useState(toWall(visit.window_from, zone));
  const [to, setTo] = useState(toWall(visit.window_to, zone));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const save = async () => {
    setBusy(true);
    const body = { auditor_id: auditor, window_from: fromWall(from, zone), window_to: fromWall(to, zone) };
    const params = { path: { visit_id: visit.id } };
    try {
      onDone(await send(api.PATCH('/api/v1/visits/{visit_id}', { params, body, headers: ifMatch(visit) })));
      toast(t('plan.replanned'));
      onClose();
    } catch (cause) {
      setProblem(sentenceOf(cause));
    }
    setBusy(false);
  };
  const options = (auditors ?? (visit.auditor ? [visit.auditor] : [])).map((one) => ({ value: one.id, label: one.name }));
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('plan.replan')}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button kind="primary" busy={busy} disabled={!from || to <= from} onClick={() => void save()}>
            {t('save')}
          </Button>
        </>
      }
    >
      <div class="stack">
        {problem && <Banner tone="bad">{problem}</Banner>}
        <Select label={t('plan.auditor')} value={auditor} options={options} onInput={setAuditor} />
        <TextField type="datetime-local" label={t('plan.from')} value={from} onInput={setFrom} />
        <TextField
          type="datetime-local"
          label={t('plan.to')}
          value={to}
          min={from}
          error={to <= from ? t('plan.order') : undefined}
          onInput={setTo}
        />
        <p class="small secondary">{t('plan.zone', { zone })}</p>
      </div>
    </Dialog>
  );
}
