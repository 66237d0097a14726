/** Words of the office screens. */
export const office = {} as const;
export type OfficeTexts = typeof office;
