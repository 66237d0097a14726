import { expect, test, vi } from 'vitest';
import type { Grant } from '../../api/types';
import type { Figure } from './types';

vi.stubGlobal('window', { location: { pathname: '/insights', search: '', hash: '' } });
const { ownOf, visitsOf } = await import('./own');

const grant = (role: Grant['role'], area_id: string | null = null, centre_id: string | null = null): Grant => ({ role, area_id, centre_id });

test('the widest role says where a number opens', () => {
  expect(ownOf({ roles: [grant('area_manager', 'north')] })).toEqual({ area_id: 'north', centre_id: null });
  expect(ownOf({ roles: [grant('centre_manager', null, 'leeds')] })).toEqual({ area_id: null, centre_id: 'leeds' });
  expect(ownOf({ roles: [grant('area_manager', 'north'), grant('administrator')] })).toEqual({ area_id: null, centre_id: null });
  expect(ownOf({ roles: [grant('centre_manager', null, 'leeds'), grant('area_manager', 'north')] })).toEqual({ area_id: 'north', centre_id: null });
});

test('an auditor\'s own role opens nothing wider', () => {
  expect(ownOf({ roles: [grant('auditor'), grant('centre_manager', null, 'leeds')] })).toEqual({ area_id: null, centre_id: 'leeds' });
  expect(ownOf(null)).toEqual({ area_id: null, centre_id: null });
});

test('a figure leads to its own visits, in its own period', () => {
  const figure = { period: '2026-Q3', visits: 4 } as Figure;
  const asked = { measure: 'touchpoint:greeting', period: 'quarter' };
  expect(visitsOf({ kind: 'centre', id: 'leeds' }, figure, asked)).toBe('/insights/question?at=2026-Q3&centre_id=leeds&measure=touchpoint%3Agreeting');
  expect(visitsOf({ kind: 'area', id: 'north' }, figure, { period: 'year' })).toBe('/insights/question?area_id=north&at=2026-Q3&period=year');
  expect(visitsOf({ kind: 'chain', id: null }, figure, asked)).toContain('/insights/question?at=');
  expect(visitsOf({ kind: 'team', id: 'sales' }, figure, asked)).toBeNull();
  expect(visitsOf({ kind: 'centre', id: 'leeds' }, null, asked)).toBeNull();
});
