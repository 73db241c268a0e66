import { classes } from '../classes.ts'

/** The place of something that is on its way; give it the size that it will have. */
export function Skeleton({ className }: { readonly className: string }) {
  return <div aria-hidden="true" className={classes('skeleton rounded-md', className)} />
}
