/** The centres as the office knows them, and the way to mend what it knows. */
import { useState } from 'preact/hooks';
import { api } from '../../api/client';
import type { Centre } from '../../api/types';
import { usePages } from '../../api/use-pages';
import { formatNumber, t } from '../../i18n';
import { me } from '../../sync/session';
import { Button, Card, Chip, EmptyState, SkeletonCards, Table, TextField, type Column } from '../../ui';
import { underName } from '../parts/place';
import { Trouble } from '../parts/trouble';
import { CentreDialog } from './centre-dialog';
import type { Position } from './position';

/** "51.50720° N, 0.12760° W": figures in the wrong order are seen at once. */
export function positionWords({ lat, lon }: Position): string {
  const part = (figure: number, side: string) => `${formatNumber(Math.abs(figure), 5)}° ${side}`;
  const [ns, ew] = [t(lat < 0 ? 'centres.south' : 'centres.north'), t(lon < 0 ? 'centres.west' : 'centres.east')];
  return `${part(lat, ns)}, ${part(lon, ew)}`;
}

function Lies({ centre: { lat, lon } }: { centre: Centre }) {
  if (lat === null || lon === null) return <Chip mark="bar">{t('centres.nowhere')}</Chip>;
  return <span class="figures">{positionWords({ lat, lon })}</span>;
}

function columns(onChange: (centre: Centre) => void): Column<Centre>[] {
  const all: Column<Centre>[] = [
    {
      id: 'name',
      title: t('centres.name'),
      head: true,
      cell: (centre) => (
        <>
          {centre.name}
          <span class="two-lines">{underName(centre)}</span>
        </>
      ),
    },
    { id: 'zone', title: t('centres.zone'), cell: (centre) => centre.time_zone.replaceAll('_', ' ') },
    { id: 'position', title: t('centres.position'), cell: (centre) => <Lies centre={centre} /> },
    {
      id: 'change',
      title: t('people.change'),
      quiet: true,
      numeric: true,
      cell: (centre) => (
        <Button size="s" label={t('people.change_of', { name: centre.name })} onClick={() => onChange(centre)}>
          {t('people.change')}
        </Button>
      ),
    },
  ];
  return me.value?.permissions.includes('centre.write') ? all : all.slice(0, -1);
}

export function Centres() {
  const [find, setFind] = useState('');
  const [changing, setChanging] = useState<Centre | null>(null);
  const { items, next, problem, loading, more, reload } = usePages<Centre>('centres', (query) => api.GET('/api/v1/centres', { params: { query } }));
  const wanted = find.trim().toLowerCase();
  const found = items?.filter(({ name, city, code }) => `${name} ${city} ${code}`.toLowerCase().includes(wanted));
  return (
    <>
      <div class="toolbar">
        <TextField type="search" label={t('plan.find')} value={find} onInput={setFind} />
      </div>
      <Trouble problem={problem} onRetry={reload} />
      {!items && !problem && <SkeletonCards count={6} height={64} />}
      {found?.length === 0 && <EmptyState icon="search" title={t('centres.empty')} />}
      {found && found.length > 0 && (
        <Card>
          <Table caption={t('centres.title')} captionHidden columns={columns(setChanging)} rows={found} keyOf={(centre) => centre.id} />
        </Card>
      )}
      {next && (
        <div class="row">
          <Button busy={loading} onClick={more}>
            {t('show_more')}
          </Button>
        </div>
      )}
      {changing && <CentreDialog key={changing.id} centre={changing} onClose={() => setChanging(null)} onDone={reload} />}
    </>
  );
}
