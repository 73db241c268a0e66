import { readFile, rename, writeFile } from 'node:fs/promises'
import { parseSafetensors, serializeSafetensors, type SafeTensor } from '@cmgsae/tensor'
import type { Trainer } from './trainer.ts'

/** Where a training stands: parameters, Adam's moments, steps taken; whole or not at all. */
export async function saveCheckpoint(path: string, trainer: Trainer, key: string): Promise<void> {
  const tensors = Object.fromEntries(
    Object.entries(arrays(trainer)).map(([name, values]): [string, SafeTensor] => [
      name,
      { dtype: 'F32', shape: [values.length], data: bytesOf(values) },
    ]),
  )
  const pieces = serializeSafetensors(tensors, { key, step: String(trainer.adam.step) })
  await writeFile(`${path}.partial`, pieces)
  await rename(`${path}.partial`, path)
}

/** Takes a training up where it was saved; false where there is none, or one of another `key`. */
export async function loadCheckpoint(
  path: string,
  trainer: Trainer,
  key: string,
): Promise<boolean> {
  const content = await readFile(path).catch(() => undefined)
  if (!content) return false
  const { metadata, tensors } = parseSafetensors(content, path)
  if (metadata['key'] !== key) return false
  for (const [name, values] of Object.entries(arrays(trainer)))
    bytesOf(values).set(tensors[name]!.data)
  trainer.adam.step = Number(metadata['step'])
  return true
}

function arrays({ parameters, adam }: Trainer): Record<string, Float32Array> {
  return Object.fromEntries(
    parameters.flatMap(({ name, values }) => [
      [`value.${name}`, values],
      [`mean.${name}`, adam.mean.get(name)!],
      [`square.${name}`, adam.square.get(name)!],
    ]),
  )
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array) =>
  new Uint8Array(buffer, byteOffset, byteLength)
