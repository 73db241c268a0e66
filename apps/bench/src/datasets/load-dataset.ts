import type { Dataset, DatasetSpec } from './dataset.ts'
import { esc50 } from './esc50.ts'
import { imagenet } from './imagenet.ts'
import { pairs } from './pairs.ts'
import { synthetic } from './synthetic.ts'
import { world } from './world/world.ts'

/** @throws BenchError or DataError naming the file and what is wrong with it */
export function loadDataset(spec: DatasetSpec): Promise<Dataset> {
  switch (spec.kind) {
    case 'synthetic':
      return Promise.resolve(synthetic(spec))
    case 'esc50':
      return esc50(spec.folder)
    case 'imagenet':
      return imagenet(spec)
    case 'world':
      return world(spec.folder)
    case 'pairs':
      return pairs(spec)
  }
}
