/** Shapes that are told apart without their colours, around 0, 0. */
const shapes = [
  'M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z',
  'M-4.5 -4.5h9v9h-9z',
  'M0 -6l5.5 10h-11z',
  'M0 -6l6 6l-6 6l-6 -6z',
  'M0 6l5.5 -10h-11z',
  'M-5.5 -2h3.5v-3.5h4v3.5h3.5v4h-3.5v3.5h-4v-3.5h-3.5z',
  'M0 -6l5.7 4.2l-2.2 6.8h-7l-2.2 -6.8z',
]

/** A point in the current colour; `children` is what it says to a resting pointer. */
export function Marker({
  shape,
  x,
  y,
  children,
}: {
  readonly shape: number
  readonly x: number
  readonly y: number
  readonly children?: string
}) {
  return (
    <path d={shapes[shape % shapes.length]} transform={`translate(${x} ${y})`} fill="currentColor">
      {children !== undefined && <title>{children}</title>}
    </path>
  )
}
