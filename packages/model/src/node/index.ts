export { loadRun, saveRun, type Run } from './run.ts'
export { saveSaeLens } from './sae-lens.ts'
