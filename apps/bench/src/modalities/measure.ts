import { deadFraction, fve, l0, retrieval, stability } from '@cmgsae/probes'
import { row, type Matrix } from '@cmgsae/tensor'
import { stackRows } from '../datasets/stack-rows.ts'
import type { Pair } from './design.ts'
import { complete, type Division } from './division.ts'
import { MODALITIES, type PlantedWorld } from './planted-world.ts'
import type { Predictor } from './predictors.ts'

/** What is measured of a predictor on one division. */
export interface Measured {
  /** FVE of modality b (column) predicted from a (row); null where it is not defined. */
  readonly fve: readonly (readonly (number | null)[])[]
  /** Share of samples whose own b is nearest to what is predicted from a; ties count against. */
  readonly r1: readonly (readonly (number | null)[])[]
  /** Per modality the share of planted atoms found with a cosine above .8 and .9; null: no atoms. */
  readonly atoms80: readonly number[] | null
  readonly atoms90: readonly number[] | null
  /** Active latents per code, mean over modalities and dictionaries. */
  readonly l0: number | null
  /** Share of all latents that fire for no test sample. */
  readonly dead: number | null
}

export async function measure(
  predictor: Predictor,
  { dictionary }: PlantedWorld,
  { train, test }: Division,
): Promise<Measured> {
  const tables = { fve: [] as (number | null)[][], r1: [] as (number | null)[][] }
  const means = train.map((x, s) => columnMean(complete(train, [s])[0] ?? x))
  for (let a = 0; a < test.length; a++) {
    tables.fve.push([])
    tables.r1.push([])
    for (let b = 0; b < test.length; b++) {
      const predicted = await predictor.predict(a, b, test)
      tables.fve[a]!.push(predicted && fve(test[b]!, predicted))
      tables.r1[a]!.push(
        predicted &&
          retrieval(centred(predicted, means[b]!), centred(test[b]!, means[b]!)).forward.r1,
      )
    }
  }
  return { ...tables, ...recovery(predictor, dictionary), ...(await activity(predictor, test)) }
}

/**
 * What learning rates are chosen by: mean FVE over everything that samples of two modalities can
 * tell, each modality from itself and both ways of each pair that is seen together.
 */
export async function observableFve(
  predictor: Predictor,
  held: readonly Matrix[],
  pairs: readonly Pair[],
): Promise<number> {
  const directions = [
    ...held.map((_, s): Pair => [s, s]),
    ...pairs.flatMap(([a, b]): Pair[] => [
      [a, b],
      [b, a],
    ]),
  ]
  let sum = 0
  for (const [a, b] of directions) {
    const samples = held.slice()
    const listed = [...new Set([a, b])]
    complete(held, listed).forEach((x, i) => (samples[listed[i]!] = x))
    sum += fve(samples[b]!, (await predictor.predict(a, b, samples))!)
  }
  return sum / directions.length
}

/** Atoms of all dictionaries together, matched with the planted ones one to one. */
function recovery({ dictionaries }: Predictor, planted: readonly Matrix[]) {
  if (dictionaries.length === 0) return { atoms80: null, atoms90: null }
  const found = planted.map((atoms, s) => {
    const { name } = MODALITIES[s]!
    const own = dictionaries.filter((model) => model.modalities.some((m) => m.name === name))
    const { matches } = stability(atoms, stackRows(own.map((model) => model.atoms(name))))
    let visible = 0
    for (let k = 0; k < atoms.rows; k++) if (row(atoms, k).some((value) => value !== 0)) visible++
    return (least: number) => matches.filter(({ cosine }) => cosine > least).length / visible
  })
  return { atoms80: found.map((share) => share(0.8)), atoms90: found.map((share) => share(0.9)) }
}

async function activity({ dictionaries }: Predictor, test: readonly Matrix[]) {
  if (dictionaries.length === 0) return { l0: null, dead: null }
  let [active, encoded, dead, latents] = [0, 0, 0, 0]
  for (const model of dictionaries) {
    const codes = []
    for (const { name } of model.modalities) {
      const s = MODALITIES.findIndex((modality) => modality.name === name)
      codes.push(await model.encode({ [name]: test[s]! }))
    }
    for (const code of codes) active += l0(code).mean
    encoded += codes.length
    dead += deadFraction(codes) * model.latents
    latents += model.latents
  }
  return { l0: active / encoded, dead: dead / latents }
}

function columnMean({ rows, cols, data }: Matrix): Float64Array {
  const mean = new Float64Array(cols)
  for (let i = 0; i < data.length; i++) mean[i % cols]! += data[i]! / rows
  return mean
}

function centred({ rows, cols, data }: Matrix, mean: Float64Array): Matrix {
  return { rows, cols, data: data.map((value, i) => value - mean[i % cols]!) }
}
