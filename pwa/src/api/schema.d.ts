/** Written by hand until `npm run gen:api` can read the server's own document. */
import type * as T from './types';

type At<P> = [P] extends [never] ? { path?: never } : { path: P };
type Get<R, Q = never, P = never> = {
  parameters: { query?: Q; header?: Record<string, string> } & At<P>;
  responses: { 200: { content: { 'application/json': R } } };
};
type Write<B, R, P = never> = {
  parameters: { header?: Record<string, string> } & At<P>;
  requestBody: { content: { 'application/json': B } };
  responses: { 200: { content: { 'application/json': R } } };
};
type Bare<R, P = never> = {
  parameters: { header?: Record<string, string> } & At<P>;
  responses: { 200: { content: { 'application/json': R } } };
};
type Slug = { slug: string };
type Paging = { cursor?: string; limit?: number };
type ComparisonQuery = {
  measure?: string;
  period?: T.PeriodKind;
  area_id?: string;
  centre_id?: string[];
  from?: string;
  to?: string;
  lang?: 'en' | 'de';
};
type PlanBody = {
  centre_id: string;
  auditor_id: string;
  checklist_version_id: string;
  wave_id?: string | null;
  scenario_id?: string | null;
  window_from: string;
  window_to: string;
};

export interface paths {
  '/api/v1/system': { get: Get<T.SystemInfo> };
  '/api/v1/password-resets': { post: Write<{ email: string }, object> };
  '/api/v1/password-resets/redeem': { post: Write<{ token: string; password: string }, never> };
  '/api/v1/invitations/redeem': { post: Write<{ token: string; name?: string; password: string }, never> };
  '/api/v1/sessions': { get: Get<T.Page<T.Session>, Paging> };
  '/api/v1/sessions/{session_id}': { delete: Bare<never, { session_id: string }> };
  '/api/v1/me': { get: Get<T.Me>; patch: Write<{ name?: string; language?: string }, T.Me> };
  '/api/v1/me/password': { post: Write<{ current_password: string; new_password: string }, never> };
  '/api/v1/users': { get: Get<T.Page<T.User>, Paging & { q?: string; role?: string }> };
  '/api/v1/users/{user_id}': {
    put: Write<{ email: string; name: string; language: string; roles: T.Grant[] }, T.User, { user_id: string }>;
    patch: Write<{ name?: string; active?: boolean; roles?: T.Grant[] }, T.User, { user_id: string }>;
  };
  '/api/v1/users/{user_id}/invitation': { post: Bare<object, { user_id: string }> };
  '/api/v1/auditors': { get: Get<T.Page<T.Auditor>, Paging> };
  '/api/v1/areas': { get: Get<T.Page<T.Area>, Paging> };
  '/api/v1/centres': { get: Get<T.Page<T.Centre>, Paging & { area_id?: string }> };
  '/api/v1/touchpoints': { get: Get<T.Page<T.Touchpoint>, Paging> };
  '/api/v1/waves': { get: Get<T.Page<T.Wave>, Paging> };
  '/api/v1/scenarios': { get: Get<T.Page<T.Scenario>, Paging> };
  '/api/v1/checklists': { get: Get<T.Page<T.Checklist>, Paging> };
  '/api/v1/checklists/{slug}/versions': {
    get: Get<T.Page<T.ChecklistVersion>, Paging, Slug>;
    post: Write<{ source: string }, T.ChecklistVersionFull, Slug>;
  };
  '/api/v1/checklist-versions/{version_id}': { get: Get<T.ChecklistVersionFull, never, { version_id: string }> };
  '/api/v1/visits': {
    get: Get<
      T.Page<T.VisitSummary>,
      Paging & { status?: string; centre_id?: string; area_id?: string; wave_id?: string; auditor_id?: string }
    >;
  };
  '/api/v1/visits/{visit_id}': {
    get: Get<T.Visit, never, { visit_id: string }>;
    put: Write<PlanBody, T.Visit, { visit_id: string }>;
    patch: Write<{ auditor_id?: string; window_from?: string; window_to?: string }, T.Visit, { visit_id: string }>;
  };
  '/api/v1/visits/{visit_id}/return': {
    post: Write<
      { note: string; due_at?: string; items: { question_id: string; reason: string }[] },
      T.Visit,
      { visit_id: string }
    >;
  };
  '/api/v1/visits/{visit_id}/approval': {
    post: Write<{ note?: string; privacy_confirmed: boolean }, T.Visit, { visit_id: string }>;
  };
  '/api/v1/visits/{visit_id}/cancellation': { post: Write<{ reason: string }, T.Visit, { visit_id: string }> };
  '/api/v1/visits/{visit_id}/void': { post: Write<{ reason: string }, T.Visit, { visit_id: string }> };
  '/api/v1/visits/{visit_id}/trail': { get: Get<T.Page<T.TrailRow>, Paging, { visit_id: string }> };
  '/api/v1/reports': { get: Get<T.Page<T.Report>, Paging & { visit_id?: string }> };
  '/api/v1/reports/{report_id}': {
    get: Get<T.Report, never, { report_id: string }>;
    put: Write<{ kind: 'visit'; visit_id: string; edition: 'review' | 'centre' }, T.Report, { report_id: string }>;
    delete: Bare<never, { report_id: string }>;
  };
  '/api/v1/comparison': { get: Get<T.Comparison, ComparisonQuery> };
}
