import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Model } from '@cmgsae/model'
import { writeNpy } from '@cmgsae/data/node'
import { matrix, type SparseCodes } from '@cmgsae/tensor'
import { activations } from '../../src/engine/codes/activations.ts'
import { groupCodes } from '../../src/engine/codes/group-codes.ts'
import { directions } from '../../src/engine/concepts/directions.ts'
import { groupTable, latentTable } from '../../src/engine/concepts/tables.ts'
import { placeLatents } from '../../src/engine/layout/place-latents.ts'
import { exampleOf, pairOf } from '../../src/engine/samples/example.ts'
import type { Samples } from '../../src/engine/samples/samples.ts'
import { viewVersion, type ViewManifest } from '../../src/engine/view/manifest.ts'
import { storeTables } from '../../src/engine/view/stored-tables.ts'
import { modalities, places } from './settings.ts'

interface Shown {
  readonly id: string
  readonly title: string
  readonly model: Model
  readonly samples: Samples
  /** Codes of all samples in each modality. */
  readonly codes: Readonly<Record<string, SparseCodes>>
}

/** Writes the map of a run's latents, its tables, and the view.json that the app opens it by. */
export async function writeView({ id, title, model, samples, codes }: Shown): Promise<void> {
  const folder = join(places.world, 'runs', id)
  const atoms = directions(model.modalities.map(({ name }) => model.atoms(name)))
  const layout = placeLatents(atoms, () => {})
  await writeNpy(join(folder, 'layout.npy'), matrix(model.latents, 2, layout), { dtype: 'float16' })
  const { partition } = model
  const parts = (of: (codes: SparseCodes) => SparseCodes) =>
    Object.fromEntries(Object.entries(codes).map(([name, own]) => [name, activations(of(own))]))
  const latents = latentTable(
    parts((own) => own),
    model,
    partition,
    samples,
  )
  const groups = groupTable(
    parts((own) => groupCodes(own, partition)),
    partition,
    samples,
  )
  await writeFile(join(folder, 'tables.json'), storeTables({ latents, groups }))
  const names = Object.keys(modalities)
  const [a, b] = pairOf(names)
  const example = exampleOf([codes[a]!, codes[b]!], samples.heldOut) ?? 0
  const view: ViewManifest = {
    format: 'cmgsae view',
    version: viewVersion,
    title,
    run: 'run/',
    embeddings: Object.fromEntries(names.map((name) => [name, `../../${name}.npy`])),
    samples: '../../samples.json',
    layout: 'layout.npy',
    tables: 'tables.json',
    example,
    encoders: Object.fromEntries(
      Object.entries(modalities).map(([name, { kind, model: encoder }]) => [
        name,
        { kind, folder: `../../models/${encoder}/` },
      ]),
    ),
  }
  await writeFile(join(folder, 'view.json'), `${JSON.stringify(view, null, 2)}\n`)
}
