/** Words of the screens for everyone who is not an auditor; loaded with those screens. */
export const desk = {} as const;
export type DeskTexts = typeof desk;
