/** One pulse: its days, its ways in, how many came by, and its end. */
import { useState } from 'preact/hooks';
import { api, send, sentenceOf } from '../../api/client';
import { usePages } from '../../api/use-pages';
import { formatDate, t } from '../../i18n';
import { navigate } from '../../router';
import { Banner, Button, Dialog, Header, SkeletonCards, toast } from '../../ui';
import { AsOf, SeenTrouble } from '../parts/as-of';
import { useSeen } from '../parts/seen';
import { Trouble } from '../parts/trouble';
import { CodesDialog, type Wanted } from './codes';
import { PlaceCard, type Act } from './place-card';
import { State } from './state';
import type { Place, PlaceTeam, Pulse } from './types';
import './pulses.css';

type Sure = { title: string; text: string; button: string; then: () => void };

function SureDialog({ sure, onClose }: { sure: Sure; onClose: () => void }) {
  return (
    <Dialog
      open
      onClose={onClose}
      title={sure.title}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button kind="danger" onClick={() => (onClose(), sure.then())}>
            {sure.button}
          </Button>
        </>
      }
    >
      <p>{sure.text}</p>
    </Dialog>
  );
}

function Facts({ pulse }: { pulse: Pulse }) {
  return (
    <div class="stack stack-8">
      <div class="row">
        <State pulse={pulse} />
        <span class="figures">{t('pulses.days', { from: formatDate(pulse.opened_on), to: formatDate(pulse.closed_on) })}</span>
      </div>
      <p class="secondary">{t('pulses.floor', { n: pulse.floor })}</p>
    </div>
  );
}

/** Its ways in are not kept on a device: who has one can answer. */
function Places({ pulse, ask }: { pulse: Pulse; ask: (sure: Sure) => void }) {
  const [codes, setCodes] = useState<Wanted | null>(null);
  const params = { path: { pulse_id: pulse.id } };
  const { items, next, problem, loading, more, reload } = usePages<Place>(`pulse-places-${pulse.id}`, (query) =>
    api.GET('/api/v1/pulses/{pulse_id}/places', { params: { ...params, query } }),
  );
  const act: Act = (what) => void what.then(reload, (cause: unknown) => toast(sentenceOf(cause)));
  const makeAll = (by: 'team' | 'centre') =>
    act(
      send<{ made: number }>(api.POST('/api/v1/pulses/{pulse_id}/links', { params, body: { centre_id: null, by } })).then(({ made }) =>
        toast(t('pulses.links_made', { n: made })),
      ),
    );
  const withdraw = (team: PlaceTeam) =>
    ask({
      title: t('pulses.withdraw_sure'),
      text: t('pulses.withdraw_text'),
      button: t('pulses.withdraw'),
      then: () =>
        act(send(api.DELETE('/api/v1/pulses/{pulse_id}/links/{link_id}', { params: { path: { pulse_id: pulse.id, link_id: team.link_id! } } }))),
    });
  return (
    <>
      <h2>{t('pulses.places')}</h2>
      <p class="secondary">{t('pulses.links_note')}</p>
      <div class="row">
        <Button kind="primary" onClick={() => makeAll('team')}>
          {t('pulses.links_team')}
        </Button>
        <Button onClick={() => makeAll('centre')}>{t('pulses.links_centre')}</Button>
      </div>
      <Trouble problem={problem} onRetry={reload} />
      {!items && !problem && <SkeletonCards count={3} height={200} />}
      <div class="pulses-places">
        {items?.map((place) => (
          <PlaceCard key={place.id} pulse={pulse} place={place} act={act} onCodes={setCodes} onWithdraw={withdraw} />
        ))}
      </div>
      {next && (
        <div class="row">
          <Button busy={loading} onClick={more}>
            {t('show_more')}
          </Button>
        </div>
      )}
      {codes && <CodesDialog wanted={codes} onClose={() => setCodes(null)} />}
    </>
  );
}

export function PulsePage({ id = '' }: { id?: string }) {
  const params = { path: { pulse_id: id } };
  const seen = useSeen<Pulse>(`pulse-${id}`, () => send(api.GET('/api/v1/pulses/{pulse_id}', { params })));
  const { data: pulse, problem, away, reload, put } = seen;
  const [sure, setSure] = useState<Sure | null>(null);
  const failed = (cause: unknown) => toast(sentenceOf(cause));
  const close = () => void send<Pulse>(api.POST('/api/v1/pulses/{pulse_id}/closing', { params })).then(put, failed);
  const remove = () => void send(api.DELETE('/api/v1/pulses/{pulse_id}', { params })).then(() => navigate('/pulses'), failed);
  return (
    <>
      <Header title={pulse?.code ?? t('pulses.title')} overline={t('pulses.title')} back="/pulses" />
      <div class="page page-wide">
        <AsOf seen={seen}>{t('pulses.away')}</AsOf>
        <SeenTrouble problem={problem} onRetry={reload} />
        {!pulse && !problem && <SkeletonCards count={2} height={160} />}
        {pulse && <Facts pulse={pulse} />}
        {pulse?.closed_at && <Banner tone="info">{t('pulses.closed_text')}</Banner>}
        {pulse && !pulse.closed_at && (
          <>
            <div class="row">
              <Button
                size="s"
                disabled={away}
                onClick={() => setSure({ title: t('pulses.close_sure'), text: t('pulses.close_text'), button: t('pulses.close'), then: close })}
              >
                {t('pulses.close')}
              </Button>
              <Button
                size="s"
                kind="quiet"
                icon="trash"
                disabled={away}
                onClick={() => setSure({ title: t('pulses.delete_sure'), text: t('pulses.delete_text'), button: t('pulses.delete'), then: remove })}
              >
                {t('pulses.delete')}
              </Button>
            </div>
            {!seen.copy && <Places pulse={pulse} ask={setSure} />}
          </>
        )}
      </div>
      {sure && <SureDialog sure={sure} onClose={() => setSure(null)} />}
    </>
  );
}
