import { readFile, rename, writeFile } from 'node:fs/promises'
import { parseSafetensors, serializeSafetensors, type SafeTensor } from '@cmgsae/tensor'
import type { Trainer } from './trainer.ts'

/** Where a training stands: parameters, Adam's moments, steps taken; whole or not at all. */
export async function saveCheckpoint(
  path: string,
  trainer: Trainer,
  { key, seconds }: { readonly key: string; readonly seconds: number },
): Promise<void> {
  const tensors = Object.fromEntries(
    Object.entries(arrays(trainer)).map(([name, values]): [string, SafeTensor] => [
      name,
      { dtype: 'F32', shape: [values.length], data: bytesOf(values) },
    ]),
  )
  const { step } = trainer.adam
  const metadata = { key, step: String(step), seconds: String(seconds) }
  const pieces = serializeSafetensors(tensors, metadata)
  await writeFile(`${path}.partial`, pieces)
  await rename(`${path}.partial`, path)
}

/**
 * Takes a training up where it was saved, and resolves to the seconds that it had taken: 0 where
 * there is no checkpoint, or one of another `key`.
 */
export async function loadCheckpoint(
  path: string,
  trainer: Trainer,
  { key }: { readonly key: string },
): Promise<number> {
  const content = await readFile(path).catch(() => undefined)
  if (!content) return 0
  const { metadata, tensors } = parseSafetensors(content, path)
  if (metadata['key'] !== key) return 0
  for (const [name, values] of Object.entries(arrays(trainer)))
    bytesOf(values).set(tensors[name]!.data)
  trainer.adam.step = Number(metadata['step'])
  return Number(metadata['seconds'])
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
