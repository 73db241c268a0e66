import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { loadRun } from '@cmgsae/model/node'
import type { Run } from '@cmgsae/model'
import { cmgsae } from './command.ts'
import { modalities, places, size, type TrainedRun } from './settings.ts'

/** Trains a run as a visitor of the command line would, on the files that the app serves. */
export async function trainRun({ id, preset, k, shown }: TrainedRun): Promise<Run> {
  const folder = shown ? join(places.world, 'runs', id, 'run') : join(places.cache, 'runs', id)
  const groups = preset === 'cmgsae' ? ['--group-by=text'] : []
  await cmgsae(
    [
      'train',
      ...Object.keys(modalities).flatMap((name) => ['--modality', `${name}=${name}.npy`]),
      '--labels=metadata.json:label',
      '--metadata=metadata.json',
      `--preset=${preset}`,
      `--k=${k}`,
      `--latents=${size.latents}`,
      `--epochs=${size.epochs}`,
      ...groups,
      `--out=${folder}`,
      '--force',
    ],
    places.world,
  )
  if (shown) await forgetFolder(join(folder, 'config.json'))
  return loadRun(folder)
}

/** The run is served to others: the files it names lie beside it, wherever that is. */
async function forgetFolder(config: string): Promise<void> {
  const text = await readFile(config, 'utf8')
  await writeFile(config, text.replaceAll(JSON.stringify(`${places.world}/`).slice(1, -1), ''))
}
