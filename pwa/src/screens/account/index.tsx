/** One's own account: name and language, password, the devices that are signed in, signing out. */
import { system } from '../../api/system';
import { t, tCode } from '../../i18n';
import { me } from '../../sync/session';
import { Chip, Header } from '../../ui';
import { Comfort } from './comfort';
import { HomeScreen } from './home-screen';
import { Mails } from './mails';
import { Password } from './password';
import { Person } from './person';
import { Reminders } from './reminders';
import { Sessions } from './sessions';
import { SignOut } from './sign-out';
import '../sign-in/texts';
import './account.css';
import './texts';

function Roles() {
  const roles = [...new Set(me.value?.roles.map((grant) => grant.role))];
  return (
    <div class="stack stack-8">
      <h3>{t('account.roles')}</h3>
      {roles.length === 0 && <p class="secondary">{t('account.roles_none')}</p>}
      <div class="row">
        {roles.map((role) => (
          <Chip key={role} mark="none">
            {tCode('role', role)}
          </Chip>
        ))}
      </div>
    </div>
  );
}

export function Account() {
  return (
    <>
      <Header title={t('account.title')} overline={me.value?.name} />
      <div class="page">
        <Person>
          <Roles />
        </Person>
        <Comfort />
        <HomeScreen />
        <Reminders />
        <Mails />
        <Sessions />
        <Password />
        <SignOut />
        <p class="small secondary">{t('account.version', { version: system.value?.version ?? '–' })}</p>
      </div>
    </>
  );
}
