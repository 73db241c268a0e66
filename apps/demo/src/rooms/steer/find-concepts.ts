import type { OpenRun } from '../../app/run-context.ts'
import type { Target } from '../../engine/types.ts'

/** Groups and latents that never fire cannot be steered by, and are not found. */
export type Findable = Pick<
  OpenRun,
  'summary' | 'groups' | 'latents' | 'partition' | 'groupName' | 'latentName'
>

/**
 * Classes, groups and latents whose name has the words, best first: those that begin so before those
 * that hold them, and classes before groups before latents, the latents clearest in their class
 * first. `#41` is latent 41.
 */
export function findConcepts(run: Findable, words: string, count: number): Target[] {
  const sought = words.trim().toLowerCase()
  const { classes, labels } = run.summary.samples
  const number = /^#(\d+)$/.exec(sought)?.[1]
  if (number !== undefined) {
    const index = Number(number)
    return run.latents.dead[index] === 0 ? [{ kind: 'latent', index }] : []
  }
  const present = new Set(labels)
  const found: { readonly target: Target; readonly rank: number; readonly clarity: number }[] = []
  const look = (kind: Target['kind'], index: number, name: string, clarity: number) => {
    const at = rankOf(name.toLowerCase(), sought)
    if (at === undefined) return
    found.push({ target: { kind, index }, rank: 3 * at + order.indexOf(kind), clarity })
  }
  for (const [c, name] of classes.entries()) if (present.has(c)) look('class', c, name, 0)
  for (const g of run.partition.names.keys()) {
    if (run.groups.dead[g] === 0) look('group', g, run.groupName(g), 0)
  }
  // Nobody means one of thousands by saying nothing.
  if (sought !== '') {
    for (let i = 0; i < run.summary.latents; i++) {
      if (run.latents.dead[i] === 0) look('latent', i, run.latentName(i), run.latents.topShare[i]!)
    }
  }
  return found
    .sort((a, b) => a.rank - b.rank || b.clarity - a.clarity)
    .slice(0, count)
    .map(({ target }) => target)
}

const order: readonly Target['kind'][] = ['class', 'group', 'latent']

/** 0 where a word of the name begins so, 1 where it holds that, undefined where it does not. */
function rankOf(name: string, sought: string): number | undefined {
  let at = name.indexOf(sought)
  if (at < 0) return undefined
  for (; at >= 0; at = name.indexOf(sought, at + 1)) {
    if (at === 0 || /[^\p{L}\p{N}]/u.test(name[at - 1]!)) return 0
  }
  return 1
}
