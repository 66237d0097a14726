/** What makes the work of an auditor easier on this phone; off until they want it. */
import { useState } from 'preact/hooks';
import { t } from '../../i18n';
import { me } from '../../sync/session';
import { Card, Checkbox, TextArea } from '../../ui';
import { changeComfort, comfort } from '../parts/comfort';
import '../parts/comfort-texts';

const MOST = 12;
const LONGEST = 160;

function sentencesIn(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trim().slice(0, LONGEST));
  return [...new Set(lines.filter(Boolean))].slice(0, MOST);
}

function Sentences() {
  const [text, setText] = useState((comfort.value.sentences ?? []).join('\n'));
  const type = (next: string): void => {
    setText(next);
    void changeComfort({ sentences: sentencesIn(next) });
  };
  return <TextArea label={t('comfort.own')} hint={t('comfort.own_hint')} value={text} onInput={type} />;
}

export function Comfort() {
  const { haptics = false, templates = false } = comfort.value;
  if (!me.value?.permissions.includes('visit.conduct')) return null;
  return (
    <Card as="section" aria-labelledby="account-comfort">
      <div class="stack stack-8 account-form">
        <h2 id="account-comfort">{t('comfort.title')}</h2>
        {'vibrate' in navigator && (
          <Checkbox checked={haptics} onChange={(on) => void changeComfort({ haptics: on })}>
            {t('comfort.haptics')}
          </Checkbox>
        )}
        <Checkbox checked={templates} onChange={(on) => void changeComfort({ templates: on })}>
          {t('comfort.templates')}
        </Checkbox>
        <p class="secondary">{t('comfort.templates_hint')}</p>
        {templates && <Sentences />}
      </div>
    </Card>
  );
}
