/** The editor's own icons, so that nobody else has to load them. */
const PATHS = {
  blur: 'M5 5h4v4H5zM15 5h4v4h-4zM10 10h4v4h-4zM5 15h4v4H5zM15 15h4v4h-4z',
  crop: 'M7 3v14h14M3 7h14v14',
  rotate: 'M19 12a7 7 0 1 1-2.2-5.1M17.5 3v4.2h-4.2',
  arrow: 'M5 19L19 5M10 5h9v9',
  box: 'M4 6h16v12H4z',
  text: 'M5 7V5h14v2M12 5v14M9 19h6',
} as const;

export type EditIconName = keyof typeof PATHS;

export function EditIcon({ name }: { name: EditIconName }) {
  return (
    <svg class="icon" width={22} height={22} viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width={1.8} stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
