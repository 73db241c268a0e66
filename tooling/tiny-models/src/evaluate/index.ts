export { evaluate, type EvaluateOptions, type Score } from './evaluate.ts'
export { recall, zeroShotAccuracy, type Rows } from './scores.ts'
