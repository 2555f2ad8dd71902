/** The board's icons, drawn on a 16-px grid with a 1.5-px pen. */
export const shapes = {
  more: 'M3 8h.01M8 8h.01M13 8h.01',
  plus: 'M8 3v10M3 8h10',
  refresh: 'M13.5 8a5.5 5.5 0 1 1-1.6-3.9L13.5 5.7M13.5 2.5v3.2h-3.2',
  clock: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM8 4.8V8l2.2 1.6',
  overdue: 'M8 2 1.6 13.4h12.8L8 2ZM8 6.4v3.2M8 11.6v.01',
  up: 'M4 8.6 8 4.6l4 4M4 12.4l4-4 4 4',
  down: 'm4 6 4 4 4-4',
  project:
    'M2 4.4A1.4 1.4 0 0 1 3.4 3h2.8l1.5 1.7h4.9A1.4 1.4 0 0 1 14 6.1v5.5a1.4 1.4 0 0 1-1.4 1.4H3.4A1.4 1.4 0 0 1 2 11.6V4.4Z',
  move: 'M2.5 8h10M9 4.5 12.5 8 9 11.5',
  rename: 'm10.6 3.4 2 2L6 12l-2.6.6L4 10l6.6-6.6Z',
  color: 'M8 2.2s4.4 4.5 4.4 7.4a4.4 4.4 0 0 1-8.8 0C3.6 6.7 8 2.2 8 2.2Z',
  delete: 'M3 4.5h10M6.4 4.5V3h3.2v1.5M4.4 4.5l.6 8.5h6l.6-8.5',
  check: 'm3.4 8.4 3 3 6.2-6.4',
  close: 'm4 4 8 8M12 4l-8 8',
  undo: 'M5.5 3 2.5 6l3 3M2.5 6h6.7a3.8 3.8 0 0 1 0 7.5H6',
  redo: 'm10.5 3 3 3-3 3M13.5 6H6.8a3.8 3.8 0 0 0 0 7.5H10',
  grip: 'M6 4h.01M10 4h.01M6 8h.01M10 8h.01M6 12h.01M10 12h.01',
  search: 'm13.5 13.5-3.2-3.2M11.8 7.2a4.6 4.6 0 1 1-9.2 0 4.6 4.6 0 0 1 9.2 0Z',
  circle: 'M13.5 8a5.5 5.5 0 1 1-11 0 5.5 5.5 0 0 1 11 0Z',
  done: 'M13.5 8a5.5 5.5 0 1 1-11 0 5.5 5.5 0 0 1 11 0ZM5.6 8.2l1.7 1.7 3.2-3.6',
  options: 'M2.5 5h6M12 5h1.5M2.5 11H4M7.5 11h6M10.2 3.2v3.6M5.8 9.2v3.6',
  stack: 'M2.5 3h3v10h-3zM6.5 3h3v6h-3zM10.5 3h3v8h-3z',
  collapse: 'M6.5 3.5v9M2.5 8H5M3.8 6.4 5.4 8 3.8 9.6M13.5 8H9M10.6 6.4 9 8l1.6 1.6',
  left: 'M13.5 8h-10M7 4.5 3.5 8 7 11.5',
  file: 'M4 2.5h5l3 3v8H4zM9 2.5v3h3',
}

/** What an icon shows. */
export type IconName = keyof typeof shapes
