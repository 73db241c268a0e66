/** Strokes of every icon on a grid of 20×20. */
const paths = {
  play: 'M6 4.5v11l9-5.5z',
  pause: 'M7 4.5v11M13 4.5v11',
  next: 'M4 10h12M11 5l5 5-5 5',
  back: 'M16 10H4M9 5l-5 5 5 5',
  close: 'M5 5l10 10M15 5L5 15',
  search: 'M13 13l4 4M14.5 8.75a5.75 5.75 0 1 1-11.5 0 5.75 5.75 0 0 1 11.5 0z',
  sun: 'M10 6.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7zM10 1.8v1.4M10 16.8v1.4M1.8 10h1.4M16.8 10h1.4M4.2 4.2l1 1M14.8 14.8l1 1M4.2 15.8l1-1M14.8 5.2l1-1',
  moon: 'M16.5 12.2A7 7 0 0 1 7.8 3.5a7 7 0 1 0 8.7 8.7z',
  down: 'M5 7.5l5 5 5-5',
  up: 'M5 12.5l5-5 5 5',
  download: 'M10 3v9M6 8.5l4 4 4-4M4 16.5h12',
  folder: 'M2.5 5.5h5l1.5 2h8.5v8h-15z',
  image: 'M3 4h14v12H3zM3 13l4-4 4 4 2-2 4 4M12.8 7.6h.1',
  audio: 'M3 10h1.5M6.5 6v8M9.5 3.5v13M12.5 7v6M15.5 9v2',
  text: 'M4 5h12M4 10h12M4 15h7',
  other: 'M4 4h5v5H4zM11 4h5v5h-5zM4 11h5v5H4zM11 11h5v5h-5z',
  shuffle:
    'M2.5 6h3l7 8h5M2.5 14h3l2-2.3M10.5 8.3l2-2.3h5M15 3.5L17.5 6 15 8.5M15 11.5l2.5 2.5-2.5 2.5',
  undo: 'M4 8h8a4 4 0 0 1 0 8H8M7 4.5L3.5 8 7 11.5',
  redo: 'M16 8H8a4 4 0 0 0 0 8h4M13 4.5L16.5 8 13 11.5',
  copy: 'M7 7h9v9H7zM4 13V4h9',
  plus: 'M10 4v12M4 10h12',
  check: 'M4 10.5l4 4 8-9',
  warn: 'M10 3l8 14H2zM10 8v4M10 14.4v.1',
} as const

export type IconName = keyof typeof paths

/** A drawing that says nothing by itself: what it stands on needs words or a label. */
export function Icon({ name, size = 18 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      className="shrink-0"
    >
      <path d={paths[name]} />
    </svg>
  )
}
