/** Words of the auditor's screens. */
export const visit = {} as const;
export type VisitTexts = typeof visit;
