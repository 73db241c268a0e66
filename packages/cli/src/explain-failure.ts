import { AdapterError } from '@cmgsae/adapter'
import { DataError } from '@cmgsae/data'
import { ModelError } from '@cmgsae/model'
import { ProbeError } from '@cmgsae/probes'
import { TensorError } from '@cmgsae/tensor'
import { CliError } from './errors.ts'
import { Interrupted } from './interruption.ts'

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a folder',
  ENOTDIR: 'part of the path is a file, not a folder',
  EEXIST: 'something of that name is in the way',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EROFS: 'the file system is read-only',
  EFBIG: 'the file would be larger than this system allows',
  EMFILE: 'too many files are open',
}

export interface Failure {
  /** One line. */
  readonly message: string
  readonly exitCode: number
  /** Whether what was asked for is to blame, and not this program or its machine. */
  readonly asked: boolean
}

/** What to say about whatever stopped a command. */
export function explainFailure(error: unknown): Failure {
  if (Interrupted.isInstance(error) || CliError.isInstance(error)) {
    return { message: oneLine(error.message), exitCode: error.exitCode, asked: true }
  }
  const known = [AdapterError, DataError, ModelError, ProbeError, TensorError]
  if (known.some((kind) => kind.isInstance(error))) {
    return { message: oneLine((error as Error).message), exitCode: 1, asked: true }
  }
  const ours = { exitCode: 1, asked: false }
  const { code, path, message } = error as NodeJS.ErrnoException
  if (typeof code === 'string' && Object.hasOwn(reasons, code)) {
    return { message: `${path ? `${path}: ` : ''}${reasons[code]}`, ...ours }
  }
  if (error instanceof RangeError && /allocation|array length/i.test(message)) {
    return { message: `not enough memory (${message}): use fewer samples or latents`, ...ours }
  }
  return { message: `unexpected: ${oneLine(message)}`, ...ours }
}

function oneLine(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, ' ')
}
