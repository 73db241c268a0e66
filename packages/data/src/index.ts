export { conceptWorld, type Concept, type World, type WorldOptions } from './world/index.ts'
