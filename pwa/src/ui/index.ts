/** The whole kit. Screens import from here only. */
export { Banner } from './banner';
export { Button, type ButtonProps } from './button';
export { Card } from './card';
export { Chip, type Mark, type Tone } from './chip';
export { Dialog, openModal, Sheet } from './dialog';
export { Dock } from './dock';
export { EmptyState } from './empty-state';
export { Checkbox, Field, Select, TextArea, TextField } from './field';
export { Header, pageTitle } from './header';
export { Icon, type IconName } from './icon';
export { later } from './later';
export { Ring } from './ring';
export { Segments, type Segment } from './segments';
export { Skeleton, SkeletonCards } from './skeleton';
export { Table, type Column } from './table';
export { useUniqueId } from './unique-id';
export { hideToast, toast, Toasts } from './toast';
