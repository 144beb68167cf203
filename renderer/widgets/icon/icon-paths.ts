/** The strokes of each icon on an 18 × 18 grid; drawn by icon.tsx. */

/** A full circle as a path, since every icon is one path. */
const circle = (x: number, y: number, radius: number) =>
  `M${x - radius} ${y}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0`

const dot = (x: number, y: number) => `M${x} ${y}h.01`

export const iconPaths = {
  logo: `${circle(7.75, 7.75, 4.75)}M11.5 11.5 15.5 15.5M7.75 5.75v4M5.75 7.75h4`,
  projects:
    'M3.5 2.75h11a1 1 0 0 1 1 1v3a1 1 0 0 1-1 1h-11a1 1 0 0 1-1-1v-3a1 1 0 0 1 1-1zM3.5 10.25h11a1 1 0 0 1 1 1v3a1 1 0 0 1-1 1h-11a1 1 0 0 1-1-1v-3a1 1 0 0 1 1-1z',
  data: 'M3.5 4.5c0-1.2 2.5-2 5.5-2s5.5.8 5.5 2-2.5 2-5.5 2-5.5-.8-5.5-2zM3.5 4.5v9c0 1.2 2.5 2 5.5 2s5.5-.8 5.5-2v-9M3.5 9c0 1.2 2.5 2 5.5 2s5.5-.8 5.5-2',
  runs: 'M2.75 2.5v12.75h12.75M5.5 4.5c.8 5.2 3.4 7.6 9.5 8.2',
  explore: `${circle(8, 8, 5)}M11.75 11.75 15.5 15.5${circle(8, 8, 1)}`,
  annotate: `M9.6 2.75h5.65v5.65l-6.9 6.9-5.65-5.65zM${12} ${6}h.01`,
  export: 'M2.75 10.5v3.75a1 1 0 0 0 1 1h10.5a1 1 0 0 0 1-1V10.5M9 11.5V2.75M5.75 6 9 2.75 12.25 6',
  download: 'M2.75 10.5v3.75a1 1 0 0 0 1 1h10.5a1 1 0 0 0 1-1V10.5M9 2.75v8.5M5.75 8 9 11.25 12.25 8',
  search: `${circle(7.75, 7.75, 4.75)}M11.25 11.25 15.25 15.25`,
  undo: 'M5.75 3.25 2.75 6.25l3 3M2.75 6.25h7.5a4 4 0 0 1 0 8H7.5',
  redo: 'M12.25 3.25l3 3-3 3M15.25 6.25h-7.5a4 4 0 0 0 0 8h2.75',
  sidebar: 'M3 3h12a.5.5 0 0 1 .5.5v11a.5.5 0 0 1-.5.5H3a.5.5 0 0 1-.5-.5v-11A.5.5 0 0 1 3 3zM7 3v12M4.25 6h1M4.25 8.5h1',
  drawer: 'M3 3h12a.5.5 0 0 1 .5.5v11a.5.5 0 0 1-.5.5H3a.5.5 0 0 1-.5-.5v-11A.5.5 0 0 1 3 3zM2.5 11h13',
  panel: 'M3 3h12a.5.5 0 0 1 .5.5v11a.5.5 0 0 1-.5.5H3a.5.5 0 0 1-.5-.5v-11A.5.5 0 0 1 3 3zM11 3v12',
  minimize: 'M4 9h10',
  maximize: 'M4 4h10v10H4z',
  close: 'M4.25 4.25l9.5 9.5M13.75 4.25l-9.5 9.5',
  plus: 'M9 3.75v10.5M3.75 9h10.5',
  check: 'M3.5 9.75 7 13.25 14.5 5',
  warning: `M9 2.75 16 15H2zM9 7.25v3.5${dot(9, 12.9)}`,
  error: `${circle(9, 9, 6.5)}M9 5.75v3.75${dot(9, 12)}`,
  info: `${circle(9, 9, 6.5)}M9 8.5v3.75${dot(9, 5.9)}`,
  'chevron-down': 'M5 7l4 4 4-4',
  'chevron-up': 'M5 11l4-4 4 4',
  'chevron-left': 'M11 5 7 9l4 4',
  'chevron-right': 'M7 5l4 4-4 4',
  'arrow-down': 'M9 3.5v11M5 10.5l4 4 4-4',
  'arrow-up': 'M9 14.5v-11M5 7.5l4-4 4 4',
  'arrow-right': 'M3.5 9h11M10.5 5l4 4-4 4',
  eye: `M1.75 9s2.6-4.75 7.25-4.75S16.25 9 16.25 9 13.65 13.75 9 13.75 1.75 9 1.75 9z${circle(9, 9, 2)}`,
  'eye-off': 'M1.75 9s2.6-4.75 7.25-4.75S16.25 9 16.25 9 13.65 13.75 9 13.75 1.75 9 1.75 9zM3.5 14.5l11-11',
  pause: 'M6.25 4v10M11.75 4v10',
  play: 'M5.5 3.75v10.5L14 9z',
  stop: 'M4.5 4.5h9v9h-9z',
  flag: 'M4.5 15.5V3M4.5 3.5h8.5L11 6.25 13 9H4.5',
  file: 'M4.5 2.5h6l3.5 3.5v9a.5.5 0 0 1-.5.5h-9a.5.5 0 0 1-.5-.5V3a.5.5 0 0 1 .5-.5zM10.25 2.5v3.75H14',
  folder: 'M2.5 4.5A1 1 0 0 1 3.5 3.5h3l1.75 2h6.25a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1h-11a1 1 0 0 1-1-1z',
  copy: 'M6.5 6.5h8v8h-8zM11.5 6.5v-3h-8v8h3',
  pin: 'M6 2.75h6M7 2.75v5L4.75 10.5h8.5L11 7.75v-5M9 10.5v5',
  note: 'M3.5 3h11v12h-11zM6 6.5h6M6 9h6M6 11.5h3.5',
  keyboard: 'M2.5 5h13v8.5h-13zM5 7.75h.01M8 7.75h.01M11 7.75h.01M13 7.75h.01M6 10.75h6',
  settings: `M2.75 5.25h6.5M13.25 5.25h2M2.75 12.75h2M8.75 12.75h6.5${circle(11.25, 5.25, 2)}${circle(6.75, 12.75, 2)}`,
  trash: 'M3 5h12M7 5V3h4v2M4.5 5l.75 10.25h7.5L13.5 5M7.5 8v4.5M10.5 8v4.5',
  more: `${dot(4.5, 9)}${dot(9, 9)}${dot(13.5, 9)}`,
  filter: 'M2.75 4h12.5L10.5 9.75V14L7.5 15V9.75z',
  history: 'M2.75 9a6.25 6.25 0 1 0 2-4.6M2.75 2.75v3.5h3.5M9 5.5V9l2.5 1.75',
  theme: `${circle(9, 9, 6.25)}M9 2.75v12.5M9 6l4.5-1.6M9 9.5l6-1M9 13l4-1.3`
} as const

export type IconName = keyof typeof iconPaths
