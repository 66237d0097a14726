import type { components } from '../../api/schema';

export type Webhook = components['schemas']['WebhookOut'];
export type Delivery = components['schemas']['DeliveryOut'];

export const EVENTS = ['visit.approved', 'report.ready', 'wave.closed'] as const;
export type Event = (typeof EVENTS)[number];
