import { expect, test } from 'vitest';
import type { Grant } from '../../api/types';
import { ownOf } from './own';

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
