import { env } from '@huggingface/transformers'
import { clapSounds, clapTexts } from '@cmgsae/adapter-clap'
import { clipImages, clipTexts, type ModelOptions } from '@cmgsae/adapter-clip'
import type { Progress } from '../api.ts'
import { serve } from '../rpc/serve.ts'
import type { Embedder } from './embedder.ts'

// Without a path to a CDN, the WebAssembly runtime comes from the bundle.
delete env.backends.onnx.wasm!.wasmPaths
// Encoders this small are slower on several threads.
env.backends.onnx.wasm!.numThreads = 1

type Input = Blob | string
interface Tower {
  embed(batch: readonly Input[], options: { signal: AbortSignal }): Promise<{ data: Float32Array }>
}

const openers = {
  'clip image': (options: ModelOptions) => clipImages(options) as Promise<Tower>,
  'clip text': (options: ModelOptions) => clipTexts(options) as Promise<Tower>,
  'clap audio': (options: ModelOptions) => clapSounds(options) as Promise<Tower>,
  'clap text': (options: ModelOptions) => clapTexts(options) as Promise<Tower>,
}

const towers = new Map<string, Promise<Tower>>()

function towerOf(
  which: keyof typeof openers,
  folder: string,
  onProgress: (progress: Progress) => void,
): Promise<Tower> {
  const key = `${which} ${folder}`
  const found = towers.get(key)
  if (found) return found
  const tower = openers[which]({
    folder,
    onProgress: ({ done, total }) => onProgress({ done, total, what: 'loading the encoder' }),
  })
  towers.set(key, tower)
  tower.catch(() => towers.delete(key))
  return tower
}

serve<Embedder>({
  async embed({ encoder, kind, folder, input }, { signal, onProgress }) {
    const tower = await towerOf(`${encoder} ${kind}` as keyof typeof openers, folder, onProgress)
    onProgress({ done: 0, total: 1, what: 'embedding' })
    const { data } = await tower.embed([input], { signal }).catch((error: Error) => {
      // Which input of the batch it is says nothing where there is one.
      error.message = error.message.replace(/^\w+ 0: /, '')
      throw error
    })
    return data
  },
})
