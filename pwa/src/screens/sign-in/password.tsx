/** Choosing a password: one field, what makes it good, and a way to look at it. No rules about signs. */
import { useState } from 'preact/hooks';
import { t } from '../../i18n';
import { Checkbox, TextField } from '../../ui';

export const SHORTEST = 12;

type NewPasswordProps = { value: string; onInput: (value: string) => void; error?: string | undefined; tried: boolean };

export function NewPassword({ value, onInput, error, tried }: NewPasswordProps) {
  const [shown, setShown] = useState(false);
  const short = tried && value.length < SHORTEST ? t('password.short', { n: value.length }) : undefined;
  return (
    <div>
      <TextField
        label={t('password.new')}
        hint={t('password.hint')}
        type={shown ? 'text' : 'password'}
        autocomplete="new-password"
        value={value}
        error={short ?? error}
        onInput={onInput}
      />
      <Checkbox checked={shown} onChange={setShown}>
        {t('sign_in.show')}
      </Checkbox>
    </div>
  );
}
