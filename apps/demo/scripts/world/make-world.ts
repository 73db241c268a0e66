import { cp, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createModel } from '@cmgsae/model'
import { createWasm, type SparseCodes } from '@cmgsae/tensor'
import type { WorldIndex } from '../../src/engine/built-in.ts'
import { measureRun } from '../../src/engine/measure/measure-run.ts'
import type { ComparedRun, Comparison } from '../../src/engine/measure/measures.ts'
import { describeSamples } from './describe-samples.ts'
import { embedWorld } from './embed-world.ts'
import { modalities, places, runs, SAMPLES } from './settings.ts'
import { trainRun } from './train-run.ts'
import { writeView } from './write-view.ts'

/** Makes the built-in world from nothing: samples, vectors, runs, maps, and the comparison. */
export async function makeWorld(say: (what: string) => void): Promise<void> {
  await rm(places.world, { recursive: true, force: true })
  await mkdir(places.world, { recursive: true })
  say(`rendering and embedding ${SAMPLES} samples`)
  const embeddings = await embedWorld()
  const samples = await describeSamples(embeddings)
  await cp(places.models, join(places.world, 'models'), { recursive: true })

  const backend = await createWasm()
  const rows: ComparedRun[] = []
  for (const planned of runs) {
    const { id, title, k, curveOnly, shown } = planned
    say(`training ${id}`)
    const run = await trainRun(planned)
    const model = createModel(run.model, backend)
    const codes: Record<string, SparseCodes> = {}
    for (const [name, x] of Object.entries(embeddings))
      codes[name] = await model.encode({ [name]: x })
    const measures = await measureRun({ model, partition: model.partition, samples, codes })
    rows.push({ id, title, k, curveOnly, measures, history: run.history })
    if (shown) await writeView({ id, title, model, samples, codes })
  }
  backend.dispose()

  const held = samples.heldOut.length
  const comparison: Comparison = {
    format: 'cmgsae comparison',
    version: 1,
    about: `${held} held-out samples of the built-in world, ${SAMPLES - held} trained on`,
    modalities: Object.keys(modalities),
    rows,
  }
  const index: WorldIndex = {
    format: 'cmgsae demo world',
    runs: runs.filter(({ shown }) => shown).map(({ id, title }) => ({ id, title })),
  }
  await writeFile(join(places.world, 'comparison.json'), JSON.stringify(comparison))
  await writeFile(join(places.world, 'index.json'), JSON.stringify(index))
}
