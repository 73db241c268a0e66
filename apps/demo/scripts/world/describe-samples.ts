import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { coinciding, heldOutRows } from '@cmgsae/data'
import type { Matrix } from '@cmgsae/tensor'
import { createWorld } from '@cmgsae/world'
import { samplesOf } from '../../src/engine/samples/read-samples.ts'
import type { Samples } from '../../src/engine/samples/samples.ts'
import type { SampleTable } from '../../src/engine/view/manifest.ts'
import { places, SAMPLES, SEED } from './settings.ts'

/** How the command line draws what it holds out, where nothing else is said. */
const SPLIT = { share: 0.2, by: 'image', seed: 0 }

/** Writes what is known of the samples: for the app as JSON, for the command line as a table. */
export async function describeSamples(
  embeddings: Readonly<Record<string, Matrix>>,
): Promise<Samples> {
  const world = createWorld({ seed: SEED })
  const all = Array.from({ length: SAMPLES }, (_, n) => world.sample(n))
  const classes = world.classes.map(({ name }) => name)
  const table: SampleTable = {
    captions: all.map(({ caption }) => caption),
    classes,
    labels: all.map(({ label }) => classes.indexOf(label)),
    heldOut: [...heldOutRows(coinciding(embeddings[SPLIT.by]!), SPLIT)],
    world: SEED,
  }
  const rows = all.map(({ index, label, group, caption }) => ({ index, label, group, caption }))
  await writeFile(join(places.world, 'samples.json'), JSON.stringify(table))
  await writeFile(join(places.world, 'metadata.json'), JSON.stringify(rows))
  return samplesOf(embeddings, table)
}
