export type { Run } from '../run-files.ts'
export { loadRun, saveRun } from './run.ts'
export { saveSaeLens } from './sae-lens.ts'
