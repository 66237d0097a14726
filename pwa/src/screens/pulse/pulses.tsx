/** All pulses, and a new one. */
import { useState } from 'preact/hooks';
import { api, send, sentenceOf } from '../../api/client';
import { formatDate, t } from '../../i18n';
import { navigate } from '../../router';
import { newId } from '../../store/ids';
import { Banner, Button, Card, Checkbox, Dialog, EmptyState, Header, SkeletonCards, TextField } from '../../ui';
import { AsOf, SeenTrouble } from '../parts/as-of';
import { useSeenPages } from '../parts/seen-pages';
import { State } from './state';
import { TONGUES, type Pulse, type Tongue } from './types';
import './pulses.css';

const FORTNIGHT = 13;

function day(ahead: number): string {
  const at = new Date();
  at.setDate(at.getDate() + ahead);
  return `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')}`;
}

function NewDialog({ onClose }: { onClose: () => void }) {
  const [id] = useState(newId);
  const [code, setCode] = useState('');
  const [from, setFrom] = useState(day(0));
  const [to, setTo] = useState(day(FORTNIGHT));
  const [tongues, setTongues] = useState<readonly Tongue[]>(TONGUES);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const make = async () => {
    setBusy(true);
    setProblem(null);
    try {
      const body = { code: code.trim(), opened_on: from, closed_on: to, languages: [...tongues] };
      await send(api.PUT('/api/v1/pulses/{pulse_id}', { params: { path: { pulse_id: id } }, body }));
      navigate(`/pulses/${id}`);
    } catch (cause) {
      setProblem(sentenceOf(cause));
      setBusy(false);
    }
  };
  const toggle = (one: Tongue, on: boolean) => setTongues(TONGUES.filter((each) => (each === one ? on : tongues.includes(each))));
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('pulses.new')}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button kind="primary" disabled={!code.trim() || !from || !to || tongues.length === 0} busy={busy} onClick={() => void make()}>
            {t('pulses.make')}
          </Button>
        </>
      }
    >
      <div class="stack">
        {problem && <Banner tone="bad">{problem}</Banner>}
        <TextField label={t('pulses.code')} hint={t('pulses.code_hint')} value={code} maxLength={40} autocomplete="off" onInput={setCode} />
        <div class="pulses-days">
          <TextField type="date" label={t('pulses.opened_on')} value={from} onInput={setFrom} />
          <TextField type="date" label={t('pulses.closed_on')} value={to} onInput={setTo} />
        </div>
        <fieldset class="stack stack-8">
          <legend class="field-label">{t('pulses.languages')}</legend>
          {TONGUES.map((one) => (
            <Checkbox key={one} checked={tongues.includes(one)} onChange={(on) => toggle(one, on)}>
              {t(`pulses.language_${one}`)}
            </Checkbox>
          ))}
        </fieldset>
        <p class="small secondary">{t('pulses.small')}</p>
      </div>
    </Dialog>
  );
}

export function Pulses() {
  const [making, setMaking] = useState(false);
  const seen = useSeenPages<Pulse>('pulses', (query) => api.GET('/api/v1/pulses', { params: { query } }));
  const { items, next, problem, loading, away, more, reload } = seen;
  return (
    <>
      <Header
        title={t('pulses.title')}
        trailing={
          <Button kind="primary" size="s" icon="plus" disabled={away} onClick={() => setMaking(true)}>
            {t('pulses.new')}
          </Button>
        }
      />
      <div class="page page-wide">
        <p class="lead">{t('pulses.lead')}</p>
        <div class="row">
          <Button size="s" icon="list" href="/pulses/template">
            {t('pulses.template')}
          </Button>
        </div>
        <AsOf seen={seen} />
        <SeenTrouble problem={problem} onRetry={reload} />
        {!items && !problem && <SkeletonCards count={2} height={88} />}
        {items?.length === 0 && (
          <EmptyState icon="comment" title={t('pulses.none')}>
            {t('pulses.none_text')}
          </EmptyState>
        )}
        {items?.map((one) => (
          <Card key={one.id}>
            <div class="row row-between">
              <div>
                <h2>
                  <a href={`/pulses/${one.id}`}>{one.code}</a>
                </h2>
                <p class="secondary figures">
                  {t('pulses.days', { from: formatDate(one.opened_on), to: formatDate(one.closed_on) })} · {t('pulses.questions', { n: one.questions.length })}
                </p>
              </div>
              <State pulse={one} />
            </div>
          </Card>
        ))}
        {next && (
          <div class="row">
            <Button busy={loading} disabled={away} onClick={more}>
              {t('show_more')}
            </Button>
          </div>
        )}
      </div>
      {making && <NewDialog onClose={() => setMaking(false)} />}
    </>
  );
}
