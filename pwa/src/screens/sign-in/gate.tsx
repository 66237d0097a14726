/** One narrow sheet in the middle of the page, under the mark. */
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { t } from '../../i18n';
import { Card } from '../../ui';
import { Mark } from '../shell/nav';
import './gate.css';

export function Gate({ title, text, children }: { title: string; text?: string; children: ComponentChildren }) {
  useEffect(() => {
    document.title = `${title} · ${t('app.name')}`;
  }, [title]);
  return (
    <div class="gate">
      <div class="gate-brand">
        <Mark />
        <div>
          <p class="gate-name">{t('app.name')}</p>
          <p class="secondary">{t('sign_in.tagline')}</p>
        </div>
      </div>
      <Card class="gate-card">
        <div class="stack">
          <h1>{title}</h1>
          {text && <p class="secondary">{text}</p>}
          {children}
        </div>
      </Card>
    </div>
  );
}
