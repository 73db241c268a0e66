/** How many colours groups take in turn. */
const HUES = 10

/** The CSS colour of a group; groups ten apart share one, so a name always stands beside it. */
export const groupColour = (group: number): string => `var(--color-group-${group % HUES})`

export function GroupSwatch({ group }: { readonly group: number }) {
  return (
    <span
      aria-hidden="true"
      className="inline-block size-2.5 shrink-0 rounded-full"
      style={{ background: groupColour(group) }}
    />
  )
}
