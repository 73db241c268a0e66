import type { OpenRun } from '../../app/run-context.ts'
import type { Target } from '../../engine/types.ts'

/** What an edit is about, in words. */
export function targetName({ kind, index }: Target, run: OpenRun): string {
  if (kind === 'class') return run.summary.samples.classes[index]!
  if (kind === 'group') return run.groupName(index)
  const name = run.latentName(index)
  return name === `latent ${index}` ? name : `${name} #${index}`
}

/** What kind of thing it is, for whoever sees the name alone. */
export function targetDetail({ kind, index }: Target, run: OpenRun): string {
  if (kind === 'class') return 'class'
  if (kind === 'latent') return `latent in ${run.groupName(run.partition.of[index]!)}`
  const size = run.groups.size[index] ?? 0
  return `group of ${size} ${size === 1 ? 'latent' : 'latents'}`
}

/** The group by whose colour a target is known; a class has none. */
export function targetGroup({ kind, index }: Target, run: OpenRun): number | undefined {
  if (kind === 'class') return undefined
  return kind === 'group' ? index : run.partition.of[index]!
}
