/** The limits of the method page; a test holds them against the server's (`backend/domain/statistics/link/rules.py`). */
export const LIMITS = {
  floor: 5,
  centres: 12,
  each: 4,
  rows: 60,
  profile: 20,
  direction: 30,
  chain: 30,
  started: 4,
  correctable: 30,
  visits: 15,
  warning: 30,
  periods: 10,
  origins: 4,
};
