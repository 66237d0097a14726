/** Words of the compare screens. */
export const compare = {} as const;
export type CompareTexts = typeof compare;
