/** What is agreed for a centre, written to the server. Each write gives back the action as it now is. */
import { api, ifMatch, send } from '../../api/client';
import { sha256 } from '../../photos';
import { shrink } from '../../photos/shrink';
import { newId, newSilentId } from '../../store/ids';
import type { Action } from './types';

export type Agreed = { centre_id: string; title: string; due_on: string; measure: string | null };
export type Status = Action['status'];

export function agree(body: Agreed): Promise<Action> {
  return send<Action>(api.PUT('/api/v1/actions/{action_id}', { params: { path: { action_id: newId() } }, body }));
}

/** Its end, or its return from there, with the words why. */
export function become(action: Action, status: Status, note: string): Promise<Action> {
  const body = { status, note, ...(action.photos.length > 0 && status === 'done' ? { privacy_confirmed: true } : {}) };
  const params = { path: { action_id: action.id } };
  return send<Action>(api.PATCH('/api/v1/actions/{action_id}', { params, body, headers: ifMatch(action) }));
}

export function reword(action: Action, body: { title: string; due_on: string }): Promise<Action> {
  const params = { path: { action_id: action.id } };
  return send<Action>(api.PATCH('/api/v1/actions/{action_id}', { params, body, headers: ifMatch(action) }));
}

/** Made small and stripped of its position here, before it leaves the device. The id of what the server keeps. */
export async function addPhoto(action: Action, file: File): Promise<string> {
  const made = await shrink({ data: await file.arrayBuffer(), type: file.type });
  const photo_id = newSilentId();
  const hash = made.sha256 ?? (await sha256(made.data));
  await send(
    api.PUT('/api/v1/actions/{action_id}/photos/{photo_id}', {
      params: { path: { action_id: action.id, photo_id }, header: { 'X-Content-SHA256': hash } },
      body: made.data as never,
      bodySerializer: (body: unknown) => body as ArrayBuffer,
      headers: { 'Content-Type': made.type },
    }),
  );
  return photo_id;
}

export async function removePhoto(action: Action, photo_id: string): Promise<void> {
  await send(api.DELETE('/api/v1/actions/{action_id}/photos/{photo_id}', { params: { path: { action_id: action.id, photo_id } } }));
}

export function read(action_id: string): Promise<Action> {
  return send<Action>(api.GET('/api/v1/actions/{action_id}', { params: { path: { action_id } } }));
}
