/** The one button. With `href` it is a link that looks like it, so that "open in a new tab" still works. */
import type { ComponentChildren, TargetedMouseEvent } from 'preact';
import { Icon, type IconName } from './icon';
import './button.css';

export type ButtonProps = {
  children?: ComponentChildren;
  kind?: 'primary' | 'secondary' | 'quiet' | 'danger';
  size?: 'm' | 's';
  icon?: IconName;
  /** Needed when there is only an icon. */
  label?: string;
  block?: boolean;
  busy?: boolean;
  disabled?: boolean;
  href?: string;
  download?: string | boolean;
  target?: string;
  type?: 'button' | 'submit';
  form?: string;
  pressed?: boolean;
  expanded?: boolean;
  class?: string;
  onClick?: (event: TargetedMouseEvent<HTMLElement>) => void;
};

function classes({ kind = 'secondary', size = 'm', block, children, class: extra }: ButtonProps): string {
  const shape = children === undefined ? 'button-icon' : '';
  return ['button', `button-${kind}`, `button-${size}`, block ? 'button-block' : '', shape, extra ?? '']
    .filter(Boolean)
    .join(' ');
}

export function Button(props: ButtonProps) {
  const { children, icon, label, busy, href, onClick } = props;
  const inner = (
    <>
      {icon && <Icon name={icon} />}
      {children !== undefined && <span>{children}</span>}
    </>
  );
  if (href !== undefined)
    return (
      <a class={classes(props)} href={href} download={props.download} target={props.target} aria-label={label} onClick={onClick}>
        {inner}
      </a>
    );
  return (
    <button
      class={classes(props)}
      type={props.type ?? 'button'}
      form={props.form}
      disabled={props.disabled || busy}
      aria-busy={busy || undefined}
      aria-label={label}
      aria-pressed={props.pressed}
      aria-expanded={props.expanded}
      onClick={onClick}
    >
      {inner}
    </button>
  );
}
