import type { Dataset, DatasetSpec } from './dataset.ts'
import { holdOut } from './hold-out.ts'
import { esc50 } from './esc50.ts'
import { imagenet } from './imagenet.ts'
import { pairs } from './pairs.ts'
import { synthetic } from './synthetic.ts'
import { world } from './world/world.ts'

/** @throws DataError naming the file and what is wrong with it */
export async function loadDataset(spec: DatasetSpec): Promise<Dataset> {
  const dataset = await load(spec)
  return spec.validation ? validationOf(dataset) : dataset
}

function load(spec: DatasetSpec): Promise<Dataset> {
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

/** Four fifths of each training part to fit on and the rest in place of the test part. */
function validationOf(dataset: Dataset): Dataset {
  return {
    ...dataset,
    notes: [
      ...dataset.notes,
      'Validation: fitted on four fifths of the training pairs, measured on the rest. The test part is not touched.',
    ],
    split(index) {
      const split = dataset.split(index)
      const { fitted, held } = holdOut(split)
      return { ...split, name: `${split.name}, validation`, ...fitted, test: held }
    },
  }
}
