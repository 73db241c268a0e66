import { classes } from '../classes.ts'

/** Words of a sample, set as words are. */
export function Caption({
  children,
  large = false,
}: {
  readonly children: string
  readonly large?: boolean
}) {
  return (
    <q
      className={classes(
        'block font-serif text-pretty text-ink',
        large ? 'text-xl' : 'text-base leading-snug',
      )}
    >
      {children}
    </q>
  )
}
