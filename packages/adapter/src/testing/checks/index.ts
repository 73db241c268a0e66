import type { Check } from '../check.ts'
import { abort } from './abort.ts'
import { alone } from './alone.ts'
import { declaration } from './declaration.ts'
import { dispose } from './dispose.ts'
import { empty } from './empty.ts'
import { finite } from './finite.ts'
import { inputs } from './inputs.ts'
import { limit } from './limit.ts'
import { order } from './order.ts'
import { progress } from './progress.ts'
import { repeat } from './repeat.ts'
import { shape } from './shape.ts'

/** Every clause of the contract; `inputs` looks back on all calls, and after `dispose` nothing works. */
export const checks: readonly Check[] = [
  declaration,
  shape,
  finite,
  repeat,
  alone,
  order,
  empty,
  limit,
  progress,
  abort,
  inputs,
  dispose,
]
