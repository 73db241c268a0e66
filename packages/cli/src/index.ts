export { explainFailure, type Failure } from './explain-failure.ts'
export { interruptible } from './interruption.ts'
export { runCommandLine } from './run-command-line.ts'
export {
  formatBytes,
  formatChange,
  formatCount,
  formatDuration,
  formatScore,
  formatShare,
} from './terminal/format.ts'
export { createProgress, type Progress, type ProgressStream } from './terminal/progress.ts'
export { createStyle, wantsColor, type Style } from './terminal/style.ts'
export { renderTable, type Column, type TableOptions } from './terminal/table.ts'
export { createTerminal, type Terminal } from './terminal/terminal.ts'
