/** The top of every page: Back, an overline, the title, something on the right. Read-only but for Back. */
import { signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { t } from '../i18n';
import { Button } from './button';
import './header.css';

/** What the page is called just now; the shell reads it out when it changes. */
export const pageTitle = signal('');

type HeaderProps = {
  title: string;
  overline?: string | undefined;
  /** Where Back leads; a path, so that it also works on a page opened from a link. */
  back?: string | undefined;
  trailing?: ComponentChildren;
  /** What the browser's tab says instead of the title. */
  tab?: string;
};

export function Header({ title, overline, back, trailing, tab }: HeaderProps) {
  useEffect(() => {
    document.title = tab ?? `${title} · Inside Out`;
    pageTitle.value = tab ?? title;
  }, [tab, title]);
  return (
    <header class="header">
      {back !== undefined && <Button kind="quiet" icon="back" label={t('back')} href={back} class="header-back" />}
      <div class="header-words">
        {overline && <p class="overline">{overline}</p>}
        <h1>{title}</h1>
      </div>
      {trailing && <div class="header-trailing">{trailing}</div>}
    </header>
  );
}
