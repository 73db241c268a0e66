import { DataError } from '@cmgsae/data'
import { statSync } from 'node:fs'
import { BenchError } from '../errors.ts'

/** @throws BenchError or DataError without a folder */
export function requiredFolder(folder: string | undefined): string {
  if (folder === undefined) throw new BenchError('--data is missing: the folder of the embeddings')
  const found = statSync(folder, { throwIfNoEntry: false })
  if (!found?.isDirectory()) {
    throw new DataError(`--data ${folder}: there is no folder of that name`)
  }
  return folder
}
