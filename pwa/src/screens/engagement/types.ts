import type { components } from '../../api/schema';

type Out = components['schemas'];

export type Preview = Out['PreviewOut'];
export type Questions = Out['QuestionsOut'];
export type FileQuestion = Out['FileQuestionOut'];
/** What is said about a question of raw answers; without a dimension it is left out. */
export type Item = { dimension: string | null; reversed: boolean; scale_min?: number; scale_max?: number };
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
  items?: Readonly<Record<string, Item>>;
  decimal: '.' | ',';
};
