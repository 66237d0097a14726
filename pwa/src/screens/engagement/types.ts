import type { components } from '../../api/schema';

type Out = components['schemas'];

export type Preview = Out['PreviewOut'];
export type Outcome = Out['OutcomeOut'];
export type TakenIn = Out['TakenInOut'];
export type Import = Out['ImportOut'];
export type Wave = Out['EngagementWaveOut'];
export type Maps = Out['MapsOut'];
export type Floor = Out['FloorOut'];

export const KINDS = ['figures', 'answers', 'results', 'starts'] as const;
export type Kind = (typeof KINDS)[number];

/** How a file is to be read: columns counted from 0, texts for fields without one. */
export type Order = {
  kind: Kind;
  columns: Readonly<Record<string, number>>;
  constants: Readonly<Record<string, string>>;
  decimal: '.' | ',';
};
