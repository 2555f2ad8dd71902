/** The icons, drawn on a 16-px grid with a 1.5-px pen. */
export const shapes = {
  alert:
    'M8 5v3.5M8 11v.01M7 2.3 1.6 11.7a1.2 1.2 0 0 0 1 1.8h10.8a1.2 1.2 0 0 0 1-1.8L9 2.3a1.2 1.2 0 0 0-2 0Z',
  board: 'M2.5 2.5h3v11h-3zM6.5 2.5h3v7h-3zM10.5 2.5h3v9h-3z',
  calendar: 'M2.5 4h11v9.5h-11zM2.5 7h11M5.5 2v3M10.5 2v3',
  check: 'm3 8.5 3.2 3.2L13 5',
  clock: 'M8 4.5V8l2.3 1.7M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0Z',
  close: 'm4 4 8 8M12 4l-8 8',
  eye: 'M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8ZM10 8a2 2 0 1 1-4 0 2 2 0 0 1 4 0Z',
  eyedropper: 'm8.4 4.4 3.2 3.2M9.6 5.6 3.4 11.8l-.8 1.6 1.6-.8 6.2-6.2M9.4 4.6l2-2a1.4 1.4 0 0 1 2 2l-2 2',
  external: 'M6.5 3.5h-3v9h9v-3M9 2.5h4.5V7M13 3 7.5 8.5',
  info: 'M8 7.5V11M8 5v.01M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0Z',
  send: 'M14 2 7.5 8.5M14 2 9.7 14l-2.2-5.5L2 6.3Z',
  sliders: 'M2 5h6M12 5h2M2 11h2M8 11h6M10 3v4M6 9v4',
  switch: 'm5 6 3-3 3 3M5 10l3 3 3-3',
  sync: 'M13.5 8a5.5 5.5 0 0 1-10 3.2M2.5 8a5.5 5.5 0 0 1 10-3.2M12.5 2v3h-3M3.5 14v-3h3',
}

/** What an icon shows. */
export type IconName = keyof typeof shapes
