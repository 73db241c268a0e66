import { DataError } from '../errors.ts'

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a folder',
  ENOTDIR: 'part of the path is a file, not a folder',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EROFS: 'the file system is read-only',
  EFBIG: 'the file would be too large',
}

/** A system error as one line that says what could not be done, and why. */
export function explainFileError(error: unknown, verb: 'read' | 'write', path: string): unknown {
  const code = (error as { code?: unknown } | null)?.code
  if (typeof code !== 'string' || DataError.isInstance(error)) return error
  return new DataError(`cannot ${verb} ${path}: ${reasons[code] ?? code}`, { cause: error })
}
