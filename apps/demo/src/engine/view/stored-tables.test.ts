import { expect, it } from 'vitest'
import { groupTable, latentTable, type Tables } from '../concepts/tables.ts'
import { openSmallRun } from '../testing/open-small-run.ts'
import type { EncodedRun } from '../runs/opened-run.ts'
import { readTables, storeTables } from './stored-tables.ts'

function tablesOf(run: EncodedRun): Tables {
  const { model, partition, samples } = run
  const parts = (kind: 'latent' | 'group') =>
    Object.fromEntries(model.modalities.map(({ name }) => [name, run.activations(kind, name)]))
  return {
    latents: latentTable(parts('latent'), model, partition, samples),
    groups: groupTable(parts('group'), partition, samples),
  }
}

it('gives tables back in the same arrays, to six digits', async () => {
  const tables = tablesOf(await openSmallRun())
  // A latent that never fires has no score.
  tables.latents.score['image']![3] = Number.NaN
  const back = readTables(storeTables(tables))
  for (const kind of ['latents', 'groups'] as const) {
    expect(Object.keys(back[kind]).toSorted()).toEqual(Object.keys(tables[kind]).toSorted())
  }
  expect(back.latents.serves).toEqual(tables.latents.serves)
  expect(back.latents.group).toEqual(tables.latents.group)
  expect(back.groups.topClass).toEqual(tables.groups.topClass)
  expect(back.groups.size).toEqual(tables.groups.size)
  const score = back.latents.score['image']!
  expect(score).toBeInstanceOf(Float32Array)
  expect(score[3]).toBeNaN()
  for (const [i, value] of tables.latents.mean['audio']!.entries()) {
    expect(back.latents.mean['audio']![i]).toBeCloseTo(value, 5)
  }
})
