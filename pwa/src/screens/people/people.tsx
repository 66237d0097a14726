import { useEffect, useState } from 'preact/hooks';
import { all, api } from '../../api/client';
import type { Area, Centre, RoleName, User } from '../../api/types';
import { useLoad } from '../../api/use-load';
import { usePages } from '../../api/use-pages';
import { t, tCode } from '../../i18n';
import { navigate, route, setQuery } from '../../router';
import { Button, Card, Chip, EmptyState, Header, Segments, Select, SkeletonCards, Table, TextField, type Column } from '../../ui';
import { Trouble } from '../parts/trouble';
import { Centres } from './centres';
import { ChangeDialog, InviteDialog } from './person-dialog';
import { grantText, ROLES, type Places } from './roles';
import './people.css';

async function loadPlaces(): Promise<Places> {
  const [areas, centres] = await Promise.all([
    all<Area>((query) => api.GET('/api/v1/areas', { params: { query } })),
    all<Centre>((query) => api.GET('/api/v1/centres', { params: { query } })),
  ]);
  return { areas, centres };
}

function State({ user }: { user: User }) {
  if (!user.active) return <Chip mark="bar">{t('people.off')}</Chip>;
  return user.invited ? <Chip tone="warn">{t('people.invited')}</Chip> : <Chip tone="good">{t('people.active')}</Chip>;
}

function columns(places: Places | null, onChange: (user: User) => void): Column<User>[] {
  return [
    {
      id: 'name',
      title: t('people.col_name'),
      head: true,
      cell: (user) => (
        <>
          {user.name}
          <span class="two-lines">{user.email}</span>
        </>
      ),
    },
    {
      id: 'roles',
      title: t('people.col_roles'),
      cell: (user) => (
        <span class="people-roles">
          {user.roles.map((grant) => (
            <span key={JSON.stringify(grant)}>{grantText(grant, places)}</span>
          ))}
        </span>
      ),
    },
    { id: 'state', title: t('people.col_state'), cell: (user) => <State user={user} /> },
    {
      id: 'change',
      title: t('people.change'),
      quiet: true,
      numeric: true,
      cell: (user) => (
        <Button size="s" label={t('people.change_of', { name: user.name })} onClick={() => onChange(user)}>
          {t('people.change')}
        </Button>
      ),
    },
  ];
}

/** Typing asks the server a moment after the last letter. */
function useSettled(text: string, ms = 250): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), ms);
    return () => clearTimeout(timer);
  }, [text, ms]);
  return settled;
}

type Show = 'people' | 'centres';

export function People() {
  const [inviting, setInviting] = useState(false);
  const show: Show = route.value.query.get('show') === 'centres' ? 'centres' : 'people';
  const views = (['people', 'centres'] as const).map((id) => ({ id, label: t(`${id}.title`) }));
  const invite = (
    <Button kind="primary" size="s" icon="plus" onClick={() => setInviting(true)}>
      {t('people.invite')}
    </Button>
  );
  return (
    <>
      <Header title={t(`${show}.title`)} trailing={show === 'people' && invite} />
      <div class="page page-wide">
        <Segments
          size="s"
          class="segments-fit"
          label={t('people.show')}
          options={views}
          value={show}
          onChange={(id) => navigate(id === 'people' ? '/people' : `/people?show=${id}`, { replace: true })}
        />
        {show === 'people' ? <Persons inviting={inviting} onInvited={() => setInviting(false)} /> : <Centres />}
      </div>
    </>
  );
}

function Persons({ inviting, onInvited }: { inviting: boolean; onInvited: () => void }) {
  const [find, setFind] = useState('');
  const [changing, setChanging] = useState<User | null>(null);
  const q = useSettled(find.trim()) || undefined;
  const role = (route.value.query.get('role') ?? undefined) as RoleName | undefined;
  const { data: places } = useLoad('people-places', loadPlaces);
  const { items, next, problem, loading, more, reload } = usePages<User>(`people-${q}-${role}`, (query) =>
    api.GET('/api/v1/users', { params: { query: { ...query, q, role } } }),
  );
  const roles = [{ value: '', label: t('people.role_all') }, ...ROLES.map((one) => ({ value: one, label: tCode('role', one) }))];
  const known = places ?? { areas: [], centres: [] };
  return (
    <>
      <div class="toolbar">
        <TextField type="search" label={t('people.find')} value={find} onInput={setFind} />
        <Select label={t('people.role')} value={role ?? ''} options={roles} onInput={(value) => setQuery({ role: value })} />
      </div>
      <Trouble problem={problem} onRetry={reload} />
      {!items && !problem && <SkeletonCards count={6} height={64} />}
      {items?.length === 0 && (
        <EmptyState icon="people" title={t('people.empty')}>
          {t('people.empty_text')}
        </EmptyState>
      )}
      {items && items.length > 0 && (
        <Card>
          <Table caption={t('people.list')} captionHidden columns={columns(places, setChanging)} rows={items} keyOf={(user) => user.id} />
        </Card>
      )}
      {next && (
        <div class="row">
          <Button busy={loading} onClick={more}>
            {t('show_more')}
          </Button>
        </div>
      )}
      {inviting && <InviteDialog places={known} onClose={onInvited} onDone={reload} />}
      {changing && <ChangeDialog key={changing.id} user={changing} places={known} onClose={() => setChanging(null)} onDone={reload} />}
    </>
  );
}
