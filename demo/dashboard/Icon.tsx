/** Strokes on a grid of 24. */
const shapes = {
  ban: 'M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18M5.6 5.6l12.8 12.8',
  chat: 'M4 5h16v11H10l-5 4v-4H4z',
  check: 'M5 13l4 4L19 7',
  eye: 'M2.5 12s3.5-6.5 9.5-6.5S21.5 12 21.5 12s-3.5 6.5-9.5 6.5S2.5 12 2.5 12zM12 9.2a2.8 2.8 0 1 0 0 5.6a2.8 2.8 0 0 0 0-5.6',
  key: 'M8 11a4 4 0 1 0 0 8a4 4 0 0 0 0-8M11 12l8-8M16 7l3 3',
  plus: 'M12 5v14M5 12h14',
  poll: 'M5 20V11M12 20V4M19 20v-6',
  signOut: 'M14 4H5v16h9M10 12h11M17 8l4 4-4 4',
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
