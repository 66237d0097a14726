/** The engagement map of one centre or area; managers see their own. */
import type { Area, Centre } from '../../api/types';
import { formatDate, formatNumber, t } from '../../i18n';
import { route, setQuery } from '../../router';
import { EmptyState, Field, Table, type Column } from '../../ui';
import { wire } from '../insights/asked';
import { useChoices, useFigures } from '../insights/load';
import { Picture } from '../insights/picture';
import { AskBoard } from '../reports/ask';
import { Loading, Page, Part } from './frame';
import { mapTwin } from './twins';
import type { EngagementMap } from './types';

type Asked = { centre: string | null; area: string | null };
type Handover = { from: string; to: string; audit: EngagementMap['teams'][number]['next'][number]['audit'] };

function handoversOf({ teams }: EngagementMap): Handover[] {
  const names = new Map(teams.map(({ code, name }) => [code, name]));
  return teams.flatMap((team) => team.next.map(({ code, audit }) => ({ from: team.name, to: names.get(code) ?? code, audit })));
}

const COLUMNS = (): Column<Handover>[] => [
  { id: 'from', title: t('inside.col_from'), head: true, cell: (one) => one.from },
  { id: 'to', title: t('inside.col_to'), cell: (one) => one.to },
  {
    id: 'audit',
    title: t('inside.col_audit'),
    cell: ({ audit }) => (audit ? `${formatNumber(audit.mean, 1)}, ${t('inside.n_visits', { n: audit.visits })}` : <span class="secondary">{t('inside.no_audit')}</span>),
  },
];

function Handovers({ found }: { found: EngagementMap }) {
  const rows = handoversOf(found);
  return (
    <Part title={t('inside.map_handovers')}>
      {rows.length === 0 && <p class="secondary">{t('inside.map_handovers_none')}</p>}
      {rows.length > 0 && <Table caption={t('inside.map_handovers')} captionHidden columns={COLUMNS()} rows={rows} keyOf={(one) => `${one.from} ${one.to}`} />}
    </Part>
  );
}

function noteOf({ quarters, wave }: EngagementMap): string {
  if (!wave) return t('inside.map_no_wave', quarters);
  return t('inside.map_note', { ...quarters, wave: wave.code, day: formatDate(wave.closed_on), floor: wave.floor });
}

function PlaceChoice({ asked, areas, centres }: { asked: Asked; areas: readonly Area[]; centres: readonly Centre[] }) {
  if (areas.length + centres.length < 2) return null;
  const value = asked.centre ? `centre ${asked.centre}` : `area ${asked.area}`;
  const choose = (chosen: string) => {
    const [kind, id] = chosen.split(' ');
    setQuery({ centre: kind === 'centre' ? id! : null, area: kind === 'area' ? id! : null });
  };
  const group = (kind: string, label: string, places: readonly { id: string; name: string }[]) =>
    places.length > 0 && (
      <optgroup label={label}>
        {places.map(({ id, name }) => (
          <option key={id} value={`${kind} ${id}`}>
            {name}
          </option>
        ))}
      </optgroup>
    );
  return (
    <Field label={t('inside.map_place')}>
      {(ids) => (
        <select class="input inside-place" value={value} onChange={(event) => choose(event.currentTarget.value)} {...ids}>
          {group('area', t('inside.map_areas'), areas)}
          {group('centre', t('inside.map_centres'), centres)}
        </select>
      )}
    </Field>
  );
}

function Drawn({ asked }: { asked: Asked }) {
  const seen = useFigures<EngagementMap>('/inside-outside/map', asked);
  const found = seen.data;
  return (
    <>
      <Loading seen={seen} />
      {found && (
        <div class="insights-body">
          <Picture kind="map" search={wire(asked)} title={t('inside.map_picture', { name: found.place.name })} note={noteOf(found)} twin={mapTwin(found)} />
          <Handovers found={found} />
        </div>
      )}
    </>
  );
}

/** The address says which; else one's own centre, or the first area. */
function placeOf(areas: readonly Area[], centres: readonly Centre[]): Asked | null {
  const { query } = route.value;
  const asked = { centre: query.get('centre'), area: query.get('area') };
  if (asked.centre) return { centre: asked.centre, area: null };
  if (asked.area) return asked;
  if (centres.length === 1) return { centre: centres[0]!.id, area: null };
  if (areas.length) return { centre: null, area: areas[0]!.id };
  return centres.length ? { centre: centres[0]!.id, area: null } : null;
}

export function MapPage() {
  const choices = useChoices();
  const { areas, centres } = choices ?? { areas: [], centres: [] };
  const asked = placeOf(areas, centres);
  return (
    <Page title={t('inside.map')} trailing={asked?.centre && <AskBoard key={asked.centre} centre={asked.centre} />}>
      <p class="inside-sentence">{t('inside.map_lead')}</p>
      {asked && <PlaceChoice asked={asked} areas={areas} centres={centres} />}
      {asked && <Drawn key={wire(asked)} asked={asked} />}
      {choices && !asked && <EmptyState icon="inside" title={t('inside.map_none')} />}
    </Page>
  );
}
