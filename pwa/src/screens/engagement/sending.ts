/** A file and how to read it go together, as one multipart body; nothing of it is kept until it is brought in. */
import { api, send } from '../../api/client';
import type { Kind, Order, Outcome, Preview, Questions, TakenIn } from './types';

function parts(file: File, order: Partial<Order> & { kind: Kind }): never {
  const body = new FormData();
  body.append('file', file, file.name);
  body.append('order', JSON.stringify(order));
  return body as never;
}

/** A FormData goes out as it is. */
const asItIs = { bodySerializer: (body: unknown) => body as FormData };

export function preview(file: File, kind: Kind): Promise<Preview> {
  return send<Preview>(api.POST('/api/v1/engagement/previews', { body: parts(file, { kind }), ...asItIs }));
}

export function questionsOf(file: File, order: Order): Promise<Questions> {
  return send<Questions>(api.POST('/api/v1/engagement/questions', { body: parts(file, order), ...asItIs }));
}

export function check(file: File, order: Order): Promise<Outcome> {
  return send<Outcome>(api.POST('/api/v1/engagement/checks', { body: parts(file, order), ...asItIs }));
}

export function bringIn(id: string, file: File, order: Order): Promise<TakenIn> {
  const params = { path: { import_id: id } };
  return send<TakenIn>(api.PUT('/api/v1/engagement/imports/{import_id}', { params, body: parts(file, order), ...asItIs }));
}
