import type { components } from '../../api/schema';

export type Pulse = components['schemas']['PulseOut'];
export type Place = components['schemas']['PulsePlaceOut'];
export type PlaceTeam = components['schemas']['PlaceTeamOut'];
export type Template = components['schemas']['TemplateOut'];
export type Question = components['schemas']['QuestionOut'];

export const TONGUES = ['en', 'de'] as const;
export type Tongue = (typeof TONGUES)[number];
