/** Whether the app stands on the home screen, and whether this phone needs to be told how that is done. */

export function isInstalled(): boolean {
  return matchMedia('(display-mode: standalone)').matches;
}

/** Safari on a phone offers no button of its own to press. */
export function isApplePhone(): boolean {
  return 'standalone' in navigator;
}
