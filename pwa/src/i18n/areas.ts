/** The words of the pages by area: a file of the same name in every language's folder. */
import type { AccountTexts } from './en/account';
import type { ActionsTexts } from './en/actions';
import type { common } from './en/common';
import type { ComfortTexts } from './en/comfort';
import type { CompareTexts } from './en/compare';
import type { DiscreetTexts } from './en/discreet';
import type { EngagementTexts } from './en/engagement';
import type { ExportsTexts } from './en/exports';
import type { HooksTexts } from './en/hooks';
import type { InsideTexts } from './en/inside';
import type { InsightsTexts } from './en/insights';
import type { MethodTexts } from './en/method';
import type { NoticesTexts } from './en/notices';
import type { ObservingTexts } from './en/observing';
import type { OfficeTexts } from './en/office';
import type { PhotosTexts } from './en/photos';
import type { PulseTexts } from './en/pulse';
import type { PulsesTexts } from './en/pulses';
import type { RareTexts } from './en/rare';
import type { ReportsTexts } from './en/reports';
import type { ReviewTexts } from './en/review';
import type { SeenTexts } from './en/seen';
import type { SendingTexts } from './en/sending';
import type { SignInTexts } from './en/sign-in';
import type { StudioTexts } from './en/studio';
import type { SyncHelpTexts } from './en/sync-help';
import type { VisitTexts } from './en/visit';
import type { WaitingTexts } from './en/waiting';

/** Plain, or with a form for one: {n} picks it. */
export type Message = string | { one: string; other: string };
export type Texts = Readonly<Record<string, Message>>;

interface Words {
  account: AccountTexts;
  actions: ActionsTexts;
  comfort: ComfortTexts;
  common: typeof common;
  compare: CompareTexts;
  discreet: DiscreetTexts;
  engagement: EngagementTexts;
  exports: ExportsTexts;
  hooks: HooksTexts;
  inside: InsideTexts;
  insights: InsightsTexts;
  method: MethodTexts;
  notices: NoticesTexts;
  observing: ObservingTexts;
  office: OfficeTexts;
  photos: PhotosTexts;
  pulse: PulseTexts;
  pulses: PulsesTexts;
  rare: RareTexts;
  reports: ReportsTexts;
  review: ReviewTexts;
  seen: SeenTexts;
  sending: SendingTexts;
  'sign-in': SignInTexts;
  studio: StudioTexts;
  'sync-help': SyncHelpTexts;
  visit: VisitTexts;
  waiting: WaitingTexts;
}

type KeysOf<W> = W extends unknown ? keyof W : never;
export type TextKey = KeysOf<Words[keyof Words]>;
/** What the server refuses and why; in English its own sentences stand, they come with the reply. */
type Said = 'mend' | 'refused';
export type Area = keyof Words | Said;

/** A language: how to fetch the words of each area. Without its own words for refusals the server's sentences stand. */
export type Areas = Readonly<Record<keyof Words, () => Promise<Texts>> & Partial<Record<Said, () => Promise<Texts>>>>;
