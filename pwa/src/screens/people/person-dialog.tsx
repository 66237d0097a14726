/** Inviting somebody, and changing what somebody may do. */
import { useState } from 'preact/hooks';
import { api, ifMatch, send } from '../../api/client';
import type { Grant, User } from '../../api/types';
import { LANGUAGES, language, t, type Language } from '../../i18n';
import { newId } from '../../store/ids';
import { Banner, Button, Dialog, Segments, TextField } from '../../ui';
import { isComplete, RoleEditor, type Places } from './roles';
import { useWrite } from './use-write';

type DialogProps = { places: Places; onClose: () => void; onDone: () => void };

export function InviteDialog(props: DialogProps) {
  const [id] = useState(newId);
  const [email, setEmail] = useState('');
  const [name, setName] = useState('');
  const [spoken, setSpoken] = useState<Language>(language.value);
  const [roles, setRoles] = useState<Grant[]>([{ role: 'auditor', area_id: null, centre_id: null }]);
  const { busy, problem, run } = useWrite(props);
  const ready = email.includes('@') && name.trim() !== '' && isComplete(roles);
  const invite = () => {
    const body = { email: email.trim(), name: name.trim(), language: spoken, roles };
    const params = { path: { user_id: id } };
    return run(() => send(api.PUT('/api/v1/users/{user_id}', { params, body })), t('people.sent', { email: email.trim() }));
  };
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={t('people.invite')}
      actions={
        <>
          <Button onClick={props.onClose}>{t('cancel')}</Button>
          <Button kind="primary" disabled={!ready} busy={busy} onClick={() => void invite()}>
            {t('people.send')}
          </Button>
        </>
      }
    >
      <div class="stack">
        {problem && <Banner tone="bad">{problem}</Banner>}
        <TextField label={t('people.name')} value={name} onInput={setName} />
        <TextField label={t('people.email')} hint={t('people.email_hint')} type="email" value={email} onInput={setEmail} />
        <div class="stack stack-8">
          <p class="field-label">{t('people.language')}</p>
          <Segments size="s" label={t('people.language')} options={LANGUAGES} value={spoken} onChange={setSpoken} />
        </div>
        <RoleEditor grants={roles} places={props.places} onChange={setRoles} />
      </div>
    </Dialog>
  );
}

export function ChangeDialog(props: DialogProps & { user: User }) {
  const { user } = props;
  const [name, setName] = useState(user.name);
  const [roles, setRoles] = useState<Grant[]>(user.roles);
  const { busy, problem, run } = useWrite(props);
  const params = { path: { user_id: user.id } };
  const change = (body: { name?: string; active?: boolean; roles?: Grant[] }, done: string) =>
    run(() => send(api.PATCH('/api/v1/users/{user_id}', { params, body, headers: ifMatch(user) })), done);
  const again = () =>
    run(
      () => send(api.POST('/api/v1/users/{user_id}/invitation', { params: { path: { user_id: user.id } } })),
      t('people.sent', { email: user.email }),
    );
  const active = !user.active;
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={t('people.change_of', { name: user.name })}
      actions={
        <>
          <Button onClick={props.onClose}>{t('cancel')}</Button>
          <Button kind="primary" disabled={!name.trim() || !isComplete(roles)} busy={busy} onClick={() => void change({ name: name.trim(), roles }, t('saved'))}>
            {t('save')}
          </Button>
        </>
      }
    >
      <div class="stack">
        {problem && <Banner tone="bad">{problem}</Banner>}
        <p class="secondary">{user.email}</p>
        <TextField label={t('people.name')} value={name} onInput={setName} />
        <RoleEditor grants={roles} places={props.places} onChange={setRoles} />
        <div class="row people-end">
          {user.invited && user.active && (
            <Button size="s" icon="send" disabled={busy} onClick={() => void again()}>
              {t('people.again')}
            </Button>
          )}
          <Button
            size="s"
            kind={user.active ? 'danger' : 'secondary'}
            disabled={busy}
            onClick={() => void change({ active }, t(active ? 'people.switched_on' : 'people.switched_off'))}
          >
            {t(user.active ? 'people.switch_off' : 'people.switch_on')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
