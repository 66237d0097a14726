/** A component that is drawn again only when one of its props is another one: for long lists. Signals it reads redraw it by themselves. */
import type { ComponentChild, FunctionComponent, VNode } from 'preact';
import { useRef } from 'preact/hooks';

type Props = Readonly<Record<string, unknown>>;

function sameProps(one: Props, other: Props): boolean {
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => Object.is(one[key], other[key]));
}

export function kept<P extends object>(View: (props: P) => ComponentChild): FunctionComponent<P> {
  return function Kept(props: P) {
    const held = useRef<VNode | null>(null);
    const last = held.current?.props as Props | undefined;
    if (!last || !sameProps(last, props as Props)) held.current = <View {...props} />;
    return held.current;
  };
}
