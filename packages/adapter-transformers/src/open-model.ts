import { AdapterError } from '@cmgsae/adapter'
import { openModelFiles } from './files/model-files.ts'
import { IN_NODE } from './files/runtime.ts'
import { graphFile, injected, resolveOptions, type ModelOptions } from './model-options.ts'
import { firstLine, loadTransformers, type Pretrained, type Transformers } from './transformers.ts'

/** config.json of a model. */
export type ModelConfig = Readonly<Record<string, unknown>>

/** What a tower is made of. */
export interface ModelRecipe<Parts> {
  /** The checkpoint where the options name neither a model nor a folder. */
  readonly model: string
  /** Its ONNX graph, such as `vision_model`. */
  readonly graph: string
  /** Its other files besides config.json, such as `tokenizer.json`. */
  readonly files: readonly string[]
  /** Loads the parts; the model's files are only there until it resolves. */
  build(context: BuildContext): Promise<Parts>
}

export interface BuildContext {
  readonly lib: Transformers
  readonly config: ModelConfig
  /** Loads a class of transformers.js from the model's files, with dtype and device. */
  from<T>(loader: Pretrained<T>): Promise<T>
  json(file: string): Promise<Record<string, unknown>>
}

export interface OpenedModel<Parts> {
  readonly lib: Transformers
  readonly config: ModelConfig
  /** Model, revision and dtype, such as `Xenova/clip-vit-base-patch32@main:fp32`. */
  readonly modelId: string
  readonly parts: Parts
}

/** In browsers the runtime too is fetched, from a CDN. */
const SELF_HOSTED =
  'transformers.js fetches its runtime from there; to host it yourself see env.backends.onnx.wasm.wasmPaths'

/**
 * Loads one tower of a model: its files from the folder, the cache or the hub, then what the recipe
 * builds of them.
 * @throws AdapterError in one line that names what is missing and the way out; signal.reason when
 *   the signal aborts before the weights are there
 */
export async function openModel<Parts>(
  options: ModelOptions,
  recipe: ModelRecipe<Parts>,
): Promise<OpenedModel<Parts>> {
  const resolved = resolveOptions(options)
  const { folder, dtype, signal, device = IN_NODE ? 'cpu' : 'wasm' } = resolved
  signal?.throwIfAborted()
  const lib = options.lib ? injected(options.lib) : await loadTransformers()
  const model = options.model ?? (folder === undefined ? recipe.model : lastSegment(folder))
  const files = await openModelFiles(lib, model, resolved)
  const graph = graphFile(recipe.graph, dtype)
  await files.need(['config.json', ...recipe.files, graph])
  const config = await files.json('config.json')
  await files.need(externalData(config, recipe.graph, graph))

  const { source, options: where, close } = files.open()
  const modelId = `${files.name}:${dtype}`
  try {
    const parts = await recipe.build({
      lib,
      config,
      json: (file) => files.json(file),
      from: (loader) => loader.from_pretrained(source, { ...where, dtype, device }),
    })
    return { lib, config, modelId, parts }
  } catch (cause) {
    if (AdapterError.isInstance(cause)) throw cause
    const reason = firstLine(cause)
    const hint = /backend found.*import/.test(reason) ? `: ${SELF_HOSTED}` : ''
    throw new AdapterError(`${modelId} cannot be loaded on ${device}: ${reason}${hint}`, { cause })
  } finally {
    close()
  }
}

/** Weights beyond 2 GB lie beside their graph, in files that config.json counts. */
function externalData(config: ModelConfig, graph: string, file: string): string[] {
  const { use_external_data_format: format } = (config['transformers.js_config'] ?? {}) as {
    use_external_data_format?: number | boolean | Record<string, number | boolean>
  }
  const name = file.slice(file.indexOf('/') + 1)
  const count = Number((typeof format === 'object' ? (format[name] ?? format[graph]) : format) ?? 0)
  return Array.from({ length: count }, (_, i) => `${file}_data${i === 0 ? '' : `_${i}`}`)
}

function lastSegment(folder: string | URL): string {
  const segments = String(folder)
    .split(/[/\\]/)
    .filter((segment) => segment !== '')
  return decodeURIComponent(segments.at(-1) ?? 'model')
}
