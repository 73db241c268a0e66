import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Model } from '@cmgsae/model'
import { writeNpy } from '@cmgsae/data/node'
import { matrix } from '@cmgsae/tensor'
import { directions } from '../../src/engine/concepts/directions.ts'
import { placeLatents } from '../../src/engine/layout/place-latents.ts'
import { viewVersion, type ViewManifest } from '../../src/engine/view/manifest.ts'
import { modalities, places } from './settings.ts'

/** Writes the map of a run's latents, and the view.json that the app opens it by. */
export async function writeView(id: string, title: string, model: Model): Promise<void> {
  const folder = join(places.world, 'runs', id)
  const atoms = directions(model.modalities.map(({ name }) => model.atoms(name)))
  const layout = placeLatents(atoms, () => {})
  await writeNpy(join(folder, 'layout.npy'), matrix(model.latents, 2, layout), { dtype: 'float16' })
  const names = Object.keys(modalities)
  const view: ViewManifest = {
    format: 'cmgsae view',
    version: viewVersion,
    title,
    run: 'run/',
    embeddings: Object.fromEntries(names.map((name) => [name, `../../${name}.npy`])),
    samples: '../../samples.json',
    layout: 'layout.npy',
    encoders: Object.fromEntries(
      Object.entries(modalities).map(([name, { kind, model: encoder }]) => [
        name,
        { kind, folder: `../../models/${encoder}/` },
      ]),
    ),
  }
  await writeFile(join(folder, 'view.json'), `${JSON.stringify(view, null, 2)}\n`)
}
