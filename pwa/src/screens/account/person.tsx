import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { api, send, sentenceOf } from '../../api/client';
import type { Me } from '../../api/types';
import { asLanguage, LANGUAGES, setLanguage, t, type Language } from '../../i18n';
import { me, updateMe } from '../../sync/session';
import { Button, Card, Segments, TextField, toast } from '../../ui';

async function change(body: { name?: string; language?: Language }): Promise<void> {
  try {
    const who = await send<Me>(api.PATCH('/api/v1/me', { body }));
    await updateMe(who);
    await setLanguage(who.language);
    toast(t('saved'));
  } catch (cause) {
    toast(sentenceOf(cause), { tone: 'bad' });
  }
}

export function Person({ children }: { children: ComponentChildren }) {
  const person = me.value;
  const [name, setName] = useState(person?.name ?? '');
  if (!person) return null;
  const changed = name.trim() !== '' && name.trim() !== person.name;
  const submit = (event: Event) => {
    event.preventDefault();
    if (changed) void change({ name: name.trim() });
  };
  return (
    <Card as="section" aria-labelledby="account-you">
      <div class="stack">
        <div>
          <h2 id="account-you">{t('account.you')}</h2>
          <p class="secondary">{person.email}</p>
        </div>
        <form class="stack account-form" onSubmit={submit}>
          <TextField label={t('account.name')} autocomplete="name" value={name} onInput={setName} />
          {changed && (
            <div>
              <Button kind="primary" size="s" type="submit">
                {t('save')}
              </Button>
            </div>
          )}
        </form>
        <div class="stack stack-8 account-form">
          <h3>{t('account.language')}</h3>
          <Segments
            size="s"
            label={t('account.language')}
            options={LANGUAGES}
            value={asLanguage(person.language)}
            onChange={(language) => void change({ language })}
          />
        </div>
        {children}
      </div>
    </Card>
  );
}
