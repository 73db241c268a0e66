import {
  storedSensorGraph,
  textGraph,
  type DualEncoder,
  type Initializers,
} from '../encoders/index.ts'
import {
  compile,
  differentiate,
  isParameter,
  parameter,
  topological,
  type Feeds,
  type Parameter,
} from '../graph/index.ts'
import { adamStep, createAdam, type AdamState } from './adam.ts'
import { contrastiveLoss } from './contrastive-loss.ts'

export interface Trainer {
  /** Those of both towers, and the log of the temperature's inverse. */
  readonly parameters: readonly Parameter[]
  readonly adam: AdamState
  /** One step; resolves to the loss before it. */
  step(feeds: Feeds, rate: number): Promise<number>
  release(): Promise<void>
}

export interface TrainerOptions {
  readonly encoder: DualEncoder
  readonly vocabulary: number
  readonly batch: number
  readonly named: Initializers
  readonly threads?: number
}

/** As in CLIP: logits start at 1/0.07 times the cosine, and never pass 100 times. */
const FIRST_SCALE = Math.log(1 / 0.07)
const LAST_SCALE = Math.log(100)

export async function createTrainer(options: TrainerOptions): Promise<Trainer> {
  const { encoder, vocabulary, batch, named, threads = 2 } = options
  const scale = parameter('scale', [1, 1], Float32Array.of(FIRST_SCALE))
  const sensor = storedSensorGraph(encoder, named, batch)
  const text = textGraph({ vocabulary, batch }, named)
  const loss = contrastiveLoss(sensor, text, scale)
  const parameters = topological([loss]).filter(isParameter)
  const gradients = differentiate(loss, parameters)
  const outputs = Object.fromEntries(parameters.map(({ name }, i) => [`d.${name}`, gradients[i]!]))
  const program = await compile({ loss, ...outputs }, { threads })
  const adam = createAdam(parameters)
  return {
    parameters,
    adam,
    async step(feeds, rate) {
      const { loss: value, ...rest } = await program.run(feeds)
      const byName = Object.fromEntries(parameters.map(({ name }) => [name, rest[`d.${name}`]!]))
      adamStep(parameters, byName, adam, { rate })
      scale.values[0] = Math.min(scale.values[0]!, LAST_SCALE)
      return value![0]!
    },
    release: () => program.release(),
  }
}
