/** The shapes of inside-outside, by the names these pages use. */
import type { components } from '../../api/schema';

type Out = components['schemas'];

export type Link = Out['LinkOut'];
export type Analysis = Out['AnalysisOut'];
export type Told = Out['ToldOut'];
/** Points of service for one point of engagement. */
export type Rung = Out['RungOut'];
export type Rollout = Out['RolloutOut'];
export type Cell = Out['CellOut'];
export type PlanRow = Out['PlanRowOut'];
export type EngagementMap = Out['MapOut'];
export type InsideFigure = Out['InsideOut'];
export type OutsideFigure = Out['OutsideOut'];
export type Lines = Out['LinesOut'];
