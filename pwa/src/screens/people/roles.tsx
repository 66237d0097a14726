/** Roles with where they hold: an area manager in an area or everywhere, a centre manager in one centre. */
import type { Area, Centre, Grant, RoleName } from '../../api/types';
import { t, tCode } from '../../i18n';
import { Button, Select } from '../../ui';

export const ROLES: readonly RoleName[] = ['auditor', 'area_manager', 'centre_manager', 'administrator'];
export type Places = { areas: Area[]; centres: Centre[] };

export function grantText(grant: Grant, places: Places | null): string {
  const role = tCode('role', grant.role);
  const area = grant.area_id && places?.areas.find((one) => one.id === grant.area_id)?.name;
  const centre = grant.centre_id && places?.centres.find((one) => one.id === grant.centre_id)?.name;
  const where = area || centre || (grant.role === 'area_manager' && !grant.area_id ? t('people.chain') : '');
  return where ? `${role}, ${where}` : role;
}

function withRole(role: string): Grant {
  return { role: role as RoleName, area_id: null, centre_id: null };
}

function Where({ grant, places, onChange }: { grant: Grant; places: Places; onChange: (grant: Grant) => void }) {
  if (grant.role === 'area_manager') {
    const options = [{ value: '', label: t('people.chain') }, ...places.areas.map((a) => ({ value: a.id, label: a.name }))];
    return <Select label={t('people.where')} options={options} value={grant.area_id ?? ''} onInput={(id) => onChange({ ...grant, area_id: id || null })} />;
  }
  if (grant.role !== 'centre_manager') return null;
  const options = [{ value: '', label: t('people.where_choose') }, ...places.centres.map((c) => ({ value: c.id, label: c.name }))];
  return <Select label={t('people.where')} options={options} value={grant.centre_id ?? ''} onInput={(id) => onChange({ ...grant, centre_id: id || null })} />;
}

/** A centre manager without a centre would see nothing; the form does not send it. */
export function isComplete(grants: readonly Grant[]): boolean {
  return grants.every((grant) => grant.role !== 'centre_manager' || grant.centre_id !== null);
}

type RoleEditorProps = { grants: readonly Grant[]; places: Places; onChange: (grants: Grant[]) => void };

export function RoleEditor({ grants, places, onChange }: RoleEditorProps) {
  const put = (index: number, grant: Grant) => onChange(grants.map((one, n) => (n === index ? grant : one)));
  return (
    <fieldset class="stack stack-8">
      <legend class="field-label">{t('people.roles')}</legend>
      {grants.map((grant, index) => (
        <div class="role-row" key={index}>
          <Select
            label={t('people.role')}
            options={ROLES.map((role) => ({ value: role, label: tCode('role', role) }))}
            value={grant.role}
            onInput={(role) => put(index, withRole(role))}
          />
          <Where grant={grant} places={places} onChange={(next) => put(index, next)} />
          <Button
            size="s"
            kind="quiet"
            icon="trash"
            label={t('people.role_remove')}
            onClick={() => onChange(grants.filter((_, n) => n !== index))}
          />
        </div>
      ))}
      <div>
        <Button size="s" icon="plus" onClick={() => onChange([...grants, withRole('auditor')])}>
          {t('people.role_add')}
        </Button>
      </div>
    </fieldset>
  );
}
