import { add, cast, input, multiply, type Node } from '../graph/index.ts'
import { textTower, type Initializer } from '../towers/index.ts'
import { PROJECTION, type DualEncoder } from './dual-encoder.ts'

/** `named('sensor')` and `named('text')`: where the parameters of each tower come from. */
export type Initializers = (tower: 'sensor' | 'text') => Initializer

/** The tower on inputs as the processor makes them, for any batch. */
export function sensorGraph({ sensor }: DualEncoder, named: Initializers): Node {
  const x = input(sensor.input, 'float', ['batch', ...sensor.shape])
  return sensor.build(x, { out: PROJECTION }, named('sensor'))
}

/** The same tower on inputs as they are stored between runs; the input is named `features`. */
export function storedSensorGraph(
  { sensor }: DualEncoder,
  named: Initializers,
  batch: number,
): Node {
  const { type, scale, offset } = sensor.stored
  const kept = input('features', type, [batch, ...sensor.shape])
  const x = add(multiply(cast(kept), scale), offset)
  return sensor.build(x, { out: PROJECTION }, named('sensor'))
}

/** The tower on texts as the tokenizer makes them, for any number of tokens. */
export function textGraph(
  { vocabulary, batch = 'batch' }: { vocabulary: number; batch?: number | string },
  named: Initializers,
): Node {
  const ids = input('input_ids', 'int64', [batch, 'tokens'])
  const mask = input('attention_mask', 'int64', [batch, 'tokens'])
  return textTower({ ids, mask }, { vocabulary, out: PROJECTION }, named('text'))
}
