/** Whether the page is read from this device: what writes is switched off then, and says why. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

export const Away = createContext(false);
export const useAway = (): boolean => useContext(Away);
