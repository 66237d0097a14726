/** Nothing here yet: says what will appear, and offers the one button that makes it appear. */
import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon';
import './empty-state.css';

type EmptyStateProps = { title: string; children?: ComponentChildren; action?: ComponentChildren; icon?: IconName };

export function EmptyState({ title, children, action, icon = 'list' }: EmptyStateProps) {
  return (
    <div class="empty">
      <span class="empty-icon">
        <Icon name={icon} size={28} />
      </span>
      <h2>{title}</h2>
      {children && <div class="empty-text secondary">{children}</div>}
      {action && <div class="empty-action">{action}</div>}
    </div>
  );
}
