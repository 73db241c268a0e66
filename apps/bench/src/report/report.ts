import type { Dataset } from '../datasets/dataset.ts'
import type { Settings } from '../plan.ts'
import type { ReportedRow } from '../results/results.ts'

export interface ReportOptions {
  readonly dataset: Dataset
  readonly settings: Settings
  readonly command: string
  readonly seeds: readonly string[]
  readonly commit: string | null
  readonly rows: readonly ReportedRow[]
  readonly unfinished: number
}

export function reportHtml(_options: ReportOptions): string {
  return ''
}
