/** Line icons on a 24 px grid, drawn by us so that no set has to be shipped. Decorative: the words stand beside them. */
const PATHS = {
  back: 'M15 5l-7 7 7 7',
  next: 'M9 5l7 7-7 7',
  down: 'M5 9l7 7 7-7',
  up: 'M5 15l7-7 7 7',
  copy: 'M9 9h11v11H9zM15 9V4H4v11h5',
  redo: 'M16 5l4 4-4 4M20 9H10a5.5 5.5 0 0 0 0 11h5',
  close: 'M6 6l12 12M18 6L6 18',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  query: 'M9 9.2a3 3 0 1 1 4.4 2.6c-.9.5-1.4 1-1.4 2.2M12 17.6v.1',
  camera: 'M4 8h3.5L9 5.5h6L16.5 8H20v11H4zM12 16.2a3 3 0 1 0 0-6 3 3 0 0 0 0 6z',
  image: 'M4 5h16v14H4zM4 16l4.5-4.5 4 4 2.5-2.5 5 5M15.5 9.5v.1',
  comment: 'M4 5h16v11H11l-4 4v-4H4z',
  menu: 'M5 12h.1M12 12h.1M19 12h.1',
  inside: 'M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM12 15.2a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4z',
  list: 'M4 6h16M4 12h16M4 18h10',
  clipboard: 'M9 5H6v15h12V5h-3M9 3.5h6V7H9zM9 11.5h6M9 15.5h4',
  review: 'M4 5h16v14H4zM12 5v14M7 9h2M7 12h2M15 10.5l1.2 1.2 2-2.4',
  compare: 'M4 7h7M15 7h5M4 17h3M11 17h9M13 9a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM9 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  calendar: 'M4 6h16v14H4zM4 10h16M8 3.5V8M16 3.5V8',
  people: 'M9 11.5a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4zM3 19.5c.5-3.4 2.7-5 6-5s5.5 1.6 6 5M15.5 5.4a3.2 3.2 0 0 1 0 5.9M17.5 14.9c2 .7 3.2 2.2 3.5 4.6',
  person: 'M12 12a3.7 3.7 0 1 0 0-7.4 3.7 3.7 0 0 0 0 7.4zM5 20c.6-3.8 3.2-5.6 7-5.6s6.4 1.8 7 5.6',
  report: 'M6 3.5h8l4 4V20.5H6zM14 3.5v4h4M9 12h6M9 16h6',
  send: 'M4 12l16-7-5 15-4-6zM11 14l4-4',
  download: 'M12 4v11M7 10.5l5 5 5-5M5 20h14',
  upload: 'M12 15.5V4.5M7 9l5-5 5 5M5 20h14',
  search: 'M11 17a6 6 0 1 0 0-12 6 6 0 0 0 0 12zM15.5 15.5L20 20',
  filter: 'M4 6h16M7 12h10M10 18h4',
  clock: 'M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM12 7.5V12l3 2',
  pin: 'M12 21c4.5-4.7 6.5-8 6.5-11a6.5 6.5 0 0 0-13 0c0 3 2 6.3 6.5 11zM12 12.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4z',
  trash: 'M5 7h14M9 7V4.5h6V7M7 7l1 13h8l1-13',
  undo: 'M8 5L4 9l4 4M4 9h10a5.5 5.5 0 0 1 0 11H9',
  warning: 'M12 4l9 16H3zM12 10v4.5M12 17.2v.1',
  info: 'M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM12 11v5M12 8v.1',
  out: 'M10 5H5v14h5M14 8l4 4-4 4M18 12H9',
  eye: 'M3 12c2.3-4 5.3-6 9-6s6.7 2 9 6c-2.3 4-5.3 6-9 6s-6.7-2-9-6zM12 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
  table: 'M4 5h16v14H4zM4 10h16M10 10v9',
} as const;

export type IconName = keyof typeof PATHS;

/** They point the way of reading, or against it. */
const WAYS: ReadonlySet<IconName> = new Set(['back', 'next', 'undo', 'redo', 'send', 'out']);

export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg
      class={WAYS.has(name) ? 'icon icon-way' : 'icon'}
      width={`${size / 16}rem`}
      height={`${size / 16}rem`}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width={name === 'menu' ? 3 : 1.8}
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
