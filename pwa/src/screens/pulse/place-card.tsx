/** One centre with its teams: how many answered, the way in, posters. */
import { api, send } from '../../api/client';
import { t } from '../../i18n';
import { Button, Card, Table, toast, type Column } from '../../ui';
import type { Wanted } from './codes';
import { TONGUES, type Place, type PlaceTeam, type Pulse } from './types';

export type Act = (what: Promise<unknown>, done?: string) => void;
type Props = { pulse: Pulse; place: Place; act: Act; onCodes: (wanted: Wanted) => void; onWithdraw: (team: PlaceTeam) => void };

const nameOf = (team: PlaceTeam) => team.name || t('pulses.whole');

function copy(address: string): void {
  void navigator.clipboard?.writeText(address).then(() => toast(t('pulses.copied')), () => toast(address));
}

function Way({ team, place, pulse, onCodes, onWithdraw }: Props & { team: PlaceTeam }) {
  const name = nameOf(team);
  return (
    <div class="row pulses-way">
      {team.address && (
        <Button size="s" icon="copy" label={`${t('pulses.copy')}: ${name}`} onClick={() => copy(team.address!)}>
          {t('pulses.copy')}
        </Button>
      )}
      {team.link_id && !team.address && <span class="small secondary">{t('pulses.lost')}</span>}
      <Button
        size="s"
        kind="quiet"
        label={`${t('pulses.codes')}: ${name}`}
        onClick={() => onCodes({ pulse: pulse.id, centre: place.id, team: team.code, name: `${place.name}, ${name}` })}
      >
        {t('pulses.codes')}
      </Button>
      {team.link_id && (
        <Button size="s" kind="quiet" icon="trash" label={`${t('pulses.withdraw')}: ${name}`} onClick={() => onWithdraw(team)} />
      )}
    </div>
  );
}

function columns(props: Props): Column<PlaceTeam>[] {
  const floor = props.pulse.floor;
  return [
    { id: 'team', title: t('pulses.team'), head: true, cell: nameOf },
    {
      id: 'answered',
      title: t('pulses.answered'),
      cell: (team) => <span class="figures pulses-count">{team.answered ?? t('pulses.fewer', { n: floor })}</span>,
    },
    { id: 'way', title: t('pulses.way'), quiet: true, cell: (team) => <Way {...props} team={team} /> },
  ];
}

export function PlaceCard(props: Props) {
  const { pulse, place, act } = props;
  const make = (by: 'team' | 'centre') =>
    act(
      send<{ made: number }>(
        api.POST('/api/v1/pulses/{pulse_id}/links', { params: { path: { pulse_id: pulse.id } }, body: { centre_id: place.id, by } }),
      ).then(({ made }) => toast(t('pulses.links_made', { n: made }))),
    );
  const linked = place.teams.some((team) => team.address);
  return (
    <Card>
      <div class="stack stack-8">
        <div>
          <h3>{place.name}</h3>
          <p class="secondary">{place.area_name}</p>
        </div>
        <Table caption={place.name} captionHidden columns={columns(props)} rows={place.teams} keyOf={(team) => team.code} />
        <div class="row">
          <Button size="s" label={`${t('pulses.links_team')}: ${place.name}`} onClick={() => make('team')}>
            {t('pulses.links_team')}
          </Button>
          {linked &&
            TONGUES.filter((one) => pulse.languages.includes(one)).map((one) => (
              <Button
                key={one}
                size="s"
                icon="download"
                href={`/api/v1/pulses/${pulse.id}/posters/${place.id}.pdf?language=${one}`}
                download
                label={`${t('pulses.poster', { language: t(`pulses.language_${one}`) })}: ${place.name}`}
              >
                {t('pulses.poster', { language: t(`pulses.language_${one}`) })}
              </Button>
            ))}
        </div>
      </div>
    </Card>
  );
}
