/** Wörter der Seiten für Prüferinnen und Prüfer. */
import type { Texts } from '../index';
import type { VisitTexts } from '../en/visit';
export const visit: Texts & Record<keyof VisitTexts, unknown> = {};
