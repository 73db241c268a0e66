import type { SafeTensor } from '@cmgsae/tensor'
import { ModelError } from './errors.ts'
import {
  assembleRun,
  parseConfig,
  parseTensors,
  serializeRun,
  type Run,
  type RunFile,
  type RunFileName,
} from './run-files.ts'
import { serializeModel } from './serialize.ts'

/**
 * The files of a run as bytes, for where there are no folders, such as in a browser: what `saveRun`
 * of `@cmgsae/model/node` writes, byte for byte.
 */
export async function packRun(run: Run): Promise<RunFile[]> {
  const mark = await markOf(serializeModel(run.model).tensors)
  return serializeRun(run, () => mark)
}

/**
 * The run in such files. `name` is what messages call their folder.
 * @throws ModelError when one is missing, truncated, foreign, newer, or belongs to another run
 */
export function unpackRun(
  files: Readonly<Partial<Record<RunFileName, Uint8Array>>>,
  name: string,
): Run {
  const bytesOf = (file: RunFileName) => {
    const bytes = files[file]
    if (bytes) return bytes
    throw new ModelError(`${name} has no ${file}; give all files of a run that train made`)
  }
  const text = new TextDecoder().decode(bytesOf('config.json'))
  const config = parseConfig(text, `${name}/config.json`)
  const tensorsOf = (file: RunFileName) => {
    const found = parseTensors(bytesOf(file), `${name}/${file}`)
    if (found.metadata['weights'] === config.weights) return found
    throw new ModelError(`${found.name} belongs to another config.json; give files of one run`)
  }
  const model = tensorsOf('model.safetensors')
  return config.finished
    ? assembleRun(config, model)
    : assembleRun(config, model, tensorsOf('training.safetensors'))
}

async function markOf(tensors: Readonly<Record<string, SafeTensor>>): Promise<string> {
  const { subtle } = crypto
  // Pages served without TLS have no SubtleCrypto; the mark only has to differ between weights.
  const bytes = subtle
    ? await subtle.digest('SHA-256', await new Blob(piecesOf(tensors)).arrayBuffer())
    : crypto.getRandomValues(new Uint8Array(32)).buffer
  return Array.from(new Uint8Array(bytes, 0, 16), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
}

function piecesOf(tensors: Readonly<Record<string, SafeTensor>>): BlobPart[] {
  return Object.values(tensors).map(({ data }) => data as Uint8Array<ArrayBuffer>)
}
