import { cpSync, mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createWorld, encodeWav, rasterise, SAMPLE_RATE } from '@cmgsae/world'

const MODELS = fileURLToPath(new URL('../../../tiny-models/models/', import.meta.url))
const LIBRARY = '@huggingface/transformers'

/** The folder of transformers.js in the workspace, whose dependencies are found from there. */
const library = dirname(dirname(fileURLToPath(import.meta.resolve(LIBRARY))))
const require = createRequire(join(library, 'package.json'))

/** Lets a project find transformers.js, as if it had installed it: half a gigabyte less to fetch. */
export function lendLibrary(project: string): void {
  const place = join(project, 'node_modules', LIBRARY)
  mkdirSync(dirname(place), { recursive: true })
  symlinkSync(realpathSync(library), place, 'dir')
}

/** What is used here of the image library that comes with transformers.js. */
type Sharp = (image: Uint8Array) => {
  jpeg(options: object): { toFile(path: string): Promise<unknown> }
}

/** Writes the model into `model/` of a folder, and pictures and sounds of the world into `inputs/`. */
export async function writeMaterials(folder: string, model: string): Promise<void> {
  cpSync(join(MODELS, model), join(folder, 'model'), { recursive: true })
  const inputs = join(folder, 'inputs')
  mkdirSync(inputs, { recursive: true })
  const world = createWorld({ seed: 1 })
  for (const n of [0, 1, 2]) {
    const { svg, sound } = world.sample(n)
    writeFileSync(join(inputs, `${n}.png`), await rasterise(svg))
    writeFileSync(join(inputs, `${n}.wav`), encodeWav(sound, SAMPLE_RATE))
  }
  const large = await rasterise(world.sample(3).svg, { size: 700 })
  const sharp = require('sharp') as Sharp
  await sharp(large).jpeg({ quality: 90 }).toFile(join(inputs, 'large.jpg'))
}

/** Writes the WebAssembly runtime of transformers.js into `runtime/` of a folder. */
export function writeRuntime(folder: string): void {
  const from = dirname(require.resolve('onnxruntime-web/webgpu'))
  for (const ending of ['mjs', 'wasm']) {
    const name = `ort-wasm-simd-threaded.asyncify.${ending}`
    cpSync(join(from, name), join(folder, 'runtime', name))
  }
}
