/** Strokes on a grid of 24. */
const shapes = {
  ban: 'M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18M5.6 5.6l12.8 12.8',
  chat: 'M4 5h16v11H10l-5 4v-4H4z',
  check: 'M5 13l4 4L19 7',
  close: 'M6 6l12 12M18 6L6 18',
  gem: 'M7 4h10l4 6-9 10L3 10zM3 10h18M12 20L8 10l4-6 4 6z',
  gift: 'M4 11h16v9H4zM3 7h18v4H3zM12 7v13M12 7c-2 0-5-1-5-3s4-2 5 3c1-5 5-5 5-3s-3 3-5 3',
  home: 'M4 11l8-7 8 7v9h-5v-6H9v6H4z',
  key: 'M8 11a4 4 0 1 0 0 8a4 4 0 0 0 0-8M11 12l8-8M16 7l3 3',
  menu: 'M4 7h16M4 12h16M4 17h16',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  pen: 'M5 19l1-4L16 5l3 3L9 18zM14 7l3 3',
  poll: 'M5 20V11M12 20V4M19 20v-6',
  raid: 'M12 3l9 18-9-5-9 5z',
  moon: 'M20 14.5A8.5 8.5 0 1 1 9.5 4a7 7 0 0 0 10.5 10.5z',
  shield: 'M12 3l8 3v6c0 5-3.5 8-8 9-4.5-1-8-4-8-9V6z',
  signOut: 'M14 4H5v16h9M10 12h11M17 8l4 4-4 4',
  star: 'M12 3.5l2.6 5.3 5.9.9-4.25 4.1 1 5.8L12 16.9l-5.25 2.7 1-5.8L3.5 9.7l5.9-.9z',
  sun: 'M12 8a4 4 0 1 0 0 8a4 4 0 0 0 0-8M12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6L19 19M19 5l-1.4 1.4M6.4 17.6L5 19',
  trash: 'M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13',
  users:
    'M9 5a3.5 3.5 0 1 0 0 7a3.5 3.5 0 0 0 0-7M2.5 19.5c.4-3.5 3-5 6.5-5s6.1 1.5 6.5 5M16 5.5a3.5 3.5 0 0 1 0 6.5M18 14.8c2 .6 3.3 2.2 3.5 4.7',
  wait: 'M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18M12 7v5l3.5 2',
  warning: 'M12 4L2.5 20h19zM12 10v4M12 17h.01',
}

export type IconName = keyof typeof shapes

/** A drawing that says nothing to screen readers: the words beside it do. */
export const Icon = ({ name }: { name: IconName }) => (
  <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d={shapes[name]} />
  </svg>
)
