/** Who delivers a touchpoint, and to whom a team hands over, each from a day on. */
import { useState } from 'preact/hooks';
import { api, send } from '../../api/client';
import { formatDate, language, t } from '../../i18n';
import { Button, Card, SkeletonCards, Table, type Column } from '../../ui';
import { AsOf, SeenTrouble } from '../parts/as-of';
import { useSeen } from '../parts/seen';
import { EditNext, EditTouchpoint } from './map-dialogs';
import type { Maps } from './types';

type Touchpoint = Maps['touchpoints'][number];
type Team = Maps['teams'][number];

export function named(name: Readonly<Record<string, string>>): string {
  return name[language.value] ?? Object.values(name)[0] ?? '';
}

function days({ valid_from, valid_to }: { valid_from: string; valid_to: string | null }): string {
  return valid_to
    ? t('engagement.from_to', { from: formatDate(valid_from), to: formatDate(valid_to) })
    : t('engagement.from', { day: formatDate(valid_from) });
}

function Delivered({ touchpoint, nameOf }: { touchpoint: Touchpoint; nameOf: (code: string | null) => string }) {
  if (touchpoint.dated.length === 0) return <>{nameOf(touchpoint.team_code)}</>;
  return (
    <>
      {touchpoint.dated.map((row) => (
        <span class="engagement-dated" key={row.valid_from}>
          {nameOf(row.team_code)} <span class="secondary">{days(row)}</span>
        </span>
      ))}
      <span class="two-lines">{t('engagement.usual', { team: nameOf(touchpoint.team_code) })}</span>
    </>
  );
}

function Next({ team, maps, nameOf }: { team: Team; maps: Maps; nameOf: (code: string | null) => string }) {
  const arrows = maps.arrows.filter((one) => one.team_code === team.code);
  if (arrows.length === 0) return <span class="secondary">{t('engagement.nobody')}</span>;
  return (
    <>
      {arrows.map((one) => (
        <span class="engagement-dated" key={one.next_team_code + one.valid_from}>
          {nameOf(one.next_team_code)} <span class="secondary">{days(one)}</span>
          {one.checklist_slug && <span class="two-lines">{`${t('engagement.col_audit')}: ${one.checklist_slug}`}</span>}
        </span>
      ))}
    </>
  );
}

export function MapsPage() {
  const seen = useSeen('engagement-maps', () => send<Maps>(api.GET('/api/v1/engagement/maps')));
  const { data, problem, reload, put } = seen;
  const [touchpoint, setTouchpoint] = useState<Touchpoint | null>(null);
  const [team, setTeam] = useState<Team | null>(null);
  const nameOf = (code: string | null) => data?.teams.find((one) => one.code === code)?.name ?? code ?? t('engagement.nobody');
  const change = (open: () => void) => (
    <Button size="s" disabled={seen.away} onClick={open}>
      {t('engagement.change')}
    </Button>
  );
  const close = () => (setTouchpoint(null), setTeam(null));
  const done = (maps: Maps) => (put(maps), close());
  const ofTouchpoints: Column<Touchpoint>[] = [
    { id: 'name', title: t('engagement.col_touchpoint'), head: true, cell: (one) => named(one.name) },
    { id: 'team', title: t('engagement.col_team'), cell: (one) => <Delivered touchpoint={one} nameOf={nameOf} /> },
    { id: 'change', title: t('engagement.col_change'), quiet: true, numeric: true, cell: (one) => change(() => setTouchpoint(one)) },
  ];
  const ofTeams: Column<Team>[] = [
    { id: 'team', title: t('engagement.col_team'), head: true, cell: (one) => one.name },
    { id: 'next', title: t('engagement.col_next'), cell: (one) => data && <Next team={one} maps={data} nameOf={nameOf} /> },
    { id: 'change', title: t('engagement.col_change'), quiet: true, numeric: true, cell: (one) => change(() => setTeam(one)) },
  ];
  return (
    <>
      <p class="lead">{t('engagement.maps_lead')}</p>
      <AsOf seen={seen} />
      <SeenTrouble problem={problem} onRetry={reload} />
      {!data && !problem && <SkeletonCards count={2} height={240} />}
      {data && (
        <div class="engagement-maps">
          <Card as="section">
            <Table caption={t('engagement.map_touchpoints')} columns={ofTouchpoints} rows={data.touchpoints} keyOf={(one) => one.code} />
          </Card>
          <Card as="section">
            <Table caption={t('engagement.map_next')} columns={ofTeams} rows={data.teams} keyOf={(one) => one.code} />
          </Card>
        </div>
      )}
      {data && touchpoint && <EditTouchpoint touchpoint={touchpoint} maps={data} onClose={close} onDone={done} />}
      {data && team && <EditNext team={team} maps={data} onClose={close} onDone={done} />}
    </>
  );
}
