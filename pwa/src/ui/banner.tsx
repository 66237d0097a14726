/** A sentence that stays until its cause is gone. Bad news is announced at once, the rest politely. */
import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon';
import './banner.css';

type BannerProps = {
  tone?: 'info' | 'good' | 'warn' | 'bad';
  title?: string;
  children?: ComponentChildren;
  actions?: ComponentChildren;
};

const ICONS: Record<NonNullable<BannerProps['tone']>, IconName> = {
  info: 'info',
  good: 'check',
  warn: 'warning',
  bad: 'warning',
};

export function Banner({ tone = 'info', title, children, actions }: BannerProps) {
  return (
    <div class={`banner banner-${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      <Icon name={ICONS[tone]} />
      <div class="banner-text">
        {title && <p class="banner-title">{title}</p>}
        {children && <div>{children}</div>}
      </div>
      {actions && <div class="banner-actions">{actions}</div>}
    </div>
  );
}
