/** A sheet of paper on the desk. With `href` the whole card is one link. */
import type { ComponentChildren } from 'preact';
import './card.css';

type CardProps = {
  children: ComponentChildren;
  href?: string;
  /** The one thing to do next carries the green border. */
  highlight?: boolean;
  tone?: 'plain' | 'sunk';
  as?: 'div' | 'section' | 'article' | 'li' | 'form';
  class?: string;
  id?: string;
  'aria-labelledby'?: string;
};

export function Card({ children, href, highlight, tone = 'plain', as: Tag = 'div', class: extra, ...rest }: CardProps) {
  const name = ['card', `card-${tone}`, highlight ? 'card-highlight' : '', extra ?? ''].filter(Boolean).join(' ');
  if (href !== undefined)
    return (
      <a class={`${name} card-link`} href={href} {...rest}>
        {children}
      </a>
    );
  return (
    <Tag class={name} {...rest}>
      {children}
    </Tag>
  );
}
