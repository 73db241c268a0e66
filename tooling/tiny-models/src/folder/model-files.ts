import {
  PROJECTION,
  sensorGraph,
  textGraph,
  type DualEncoder,
  type Initializers,
} from '../encoders/index.ts'
import { toOnnx } from '../graph/index.ts'
import { tokenizerFiles } from './tokenizer-files.ts'

export interface ModelFilesOptions {
  readonly encoder: DualEncoder
  readonly vocabulary: ReadonlyMap<string, number>
  readonly named: Initializers
  /** What the model learnt from; goes into config.json, where tests compare it with the world of now. */
  readonly world: Readonly<Record<string, unknown>>
}

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`

/** The files of a checkpoint for transformers.js, by their paths in its folder. */
export function modelFiles({
  encoder,
  vocabulary,
  named,
  world,
}: ModelFilesOptions): Record<string, string | Uint8Array> {
  const { sensor, text, config, preprocessor } = encoder
  const texts = { ...(config['text_config'] as object), vocab_size: vocabulary.size }
  const tokenizer = tokenizerFiles(vocabulary)
  const graph = { vocabulary: vocabulary.size }
  return {
    'config.json': json({ ...config, text_config: texts, projection_dim: PROJECTION, world }),
    'preprocessor_config.json': json(preprocessor),
    'tokenizer.json': json(tokenizer['tokenizer.json']),
    'tokenizer_config.json': json(tokenizer['tokenizer_config.json']),
    [`onnx/${sensor.file}.onnx`]: toOnnx(
      { [sensor.output]: sensorGraph(encoder, named) },
      { name: sensor.file },
    ),
    [`onnx/${text.file}.onnx`]: toOnnx(
      { [text.output]: textGraph(graph, named) },
      { name: text.file },
    ),
  }
}
