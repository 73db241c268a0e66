export { conceptWorld, type World } from './concept-world.ts'
export type { Concept } from './concepts.ts'
export type { WorldOptions } from './world-options.ts'
