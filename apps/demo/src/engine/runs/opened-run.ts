import type { Model, Run } from '@cmgsae/model'
import type { Matrix, ScopedBackend } from '@cmgsae/tensor'
import { activations, type Activations } from '../codes/activations.ts'
import { groupCodes } from '../codes/group-codes.ts'
import { directions, groupDirections } from '../concepts/directions.ts'
import type { Tables } from '../concepts/tables.ts'
import { classMeans } from '../samples/class-means.ts'
import { centerOf, pointCloud, type PointCloud } from '../samples/point-cloud.ts'
import type { Progress } from '../api.ts'
import type { Samples } from '../samples/samples.ts'
import type { Concept, Partition } from '../types.ts'
import type { Encoders } from '../embed/encoders.ts'
import { encodeSamples, type EncodedSamples } from './encode-samples.ts'

/** What a run is opened from. */
export interface RunParts {
  readonly id: string
  readonly title: string
  readonly run: Run
  readonly model: Model
  readonly backend: ScopedBackend
  readonly samples: Samples
  readonly encoders: Encoders | null
  /** Where the latents lie on the map (2p), if that came with the run. */
  readonly layout: Float32Array | null
  /** Its tables, with its groups as they were trained, if these came with it. */
  readonly tables: Tables | null
}

/** A run with what is derived from it, each made when it is first asked for. */
export interface OpenedRun extends RunParts {
  /** The run with the codes of its samples, which are made once, when first asked for. */
  encoded(onProgress?: (progress: Progress) => void): Promise<EncodedRun>
  readonly isEncoded: boolean
  readonly partition: Partition
  setPartition(partition: Partition): void
  directions(kind: Concept['kind']): Matrix
  atoms(modality: string): Matrix
  /** The samples of a modality as the model aims to reconstruct them. */
  targets(modality: string): Matrix
  /** The same as points about their mean. */
  cloud(modality: string): Promise<PointCloud>
  /** Means of the classes as points about the mean of these. */
  landmarks(modality: string): Promise<PointCloud>
  /** What is made once for a key, and again after a change of the partition where it hangs on that. */
  once<T>(key: string, make: () => T, options?: { readonly byGroups?: boolean }): T
  release(): void
}

export interface EncodedRun extends OpenedRun, EncodedSamples {
  /** Without a modality, of the joint codes. */
  activations(kind: Concept['kind'], modality?: string): Activations
}

export function openedRun(parts: RunParts): OpenedRun {
  const { run, model, backend, samples } = parts
  let partition: Partition = run.model.partition
  const made = new Map<string, unknown>()
  const byGroup = new Map<string, unknown>()
  const once = <T>(key: string, make: () => T, { byGroups = false } = {}): T => {
    const cache = byGroups ? byGroup : made
    if (!cache.has(key)) cache.set(key, make())
    return cache.get(key) as T
  }
  let all: EncodedSamples | undefined
  const codesOf = (modality: string | undefined) =>
    modality === undefined ? all!.joint : all!.codes[modality]!
  // One object, which has its codes from some moment on; its type says who may know.
  const opened: EncodedRun = {
    ...parts,
    get isEncoded() {
      return all !== undefined
    },
    get codes() {
      return all!.codes
    },
    get joint() {
      return all!.joint
    },
    encoded: (onProgress = () => {}) =>
      once('encoded', async () => {
        const { signal } = new AbortController()
        all = await encodeSamples(model, samples, { signal, onProgress })
        return opened
      }),
    get partition() {
      return partition
    },
    setPartition(next) {
      partition = next
      byGroup.clear()
    },
    activations: (kind, modality) =>
      kind === 'latent'
        ? once(`activations ${modality}`, () => activations(codesOf(modality)))
        : once(
            `activations ${modality}`,
            () => activations(groupCodes(codesOf(modality), partition)),
            { byGroups: true },
          ),
    directions: (kind) =>
      kind === 'latent'
        ? once('directions', () =>
            directions(model.modalities.map(({ name }) => opened.atoms(name))),
          )
        : once('directions', () => groupDirections(opened.directions('latent'), partition), {
            byGroups: true,
          }),
    atoms: (modality) => once(`atoms ${modality}`, () => model.atoms(modality)),
    targets: (modality) =>
      once(`targets ${modality}`, () => model.normalize(samples.embeddings[modality]!, modality)),
    cloud: (modality) =>
      once(`cloud ${modality}`, () => {
        const targets = opened.targets(modality)
        return pointCloud(backend, targets, centerOf(targets))
      }),
    landmarks: (modality) =>
      once(`landmarks ${modality}`, () => {
        const { classes, labels } = samples
        const means = classMeans(opened.targets(modality), labels, classes.length)
        return pointCloud(backend, means, centerOf(means))
      }),
    once,
    release: () => backend.releaseAll(),
  }
  return opened
}
