/** The shapes of the figures, by the names these pages use. */
import type { components } from '../../api/schema';

type Out = components['schemas'];

export type Unit = Out['ComparisonOut']['unit'];
export type Period = Out['PeriodOut'];
/** One mean with all it rests on; `mean`, `low` and `high` in the measure's unit. */
export type Figure = Out['ValueOut'];
/** `clear` is the only licence for an arrow or a bold figure. */
export type Change = Out['ChangeOut'];
export type Series = Out['SeriesOut'];

export type Measure = Out['MeasureOut'];
/** Of a centre or an area: the figure beside the chain's. */
export type Touchpoint = { code: string; name: string; figure: Figure | null; chain: Figure | null; change: Change | null };

export type Item = Out['ItemFigureOut'];

export type Overview = Out['OverviewOut'];

export type CentreFigures = Out['CentrePageOut'];

export type Places = Out['PlacesOut'];

/** No place below four visits. Centres whose places overlap are not told apart. */
export type LeagueRow = Out['LeagueRowOut'];

export type Reliability = Out['ReliabilityOut'];

export type League = Out['LeagueOut'];

export type WaveFigures = Out['WavePageOut'];

export type Coverage = Out['CoverageOut'];

export type Behind = Out['BehindOut'];

export type DrillDown = Out['DrillOut'];

export type Heat = Out['HeatOut'];

export type ControlChart = Out['ControlChartOut'];

export type AuditorRow = Out['AuditorEffectOut'];

export type AuditorScoring = Out['AuditorEffectsOut'];

export type Action = Out['ActionOut'];
