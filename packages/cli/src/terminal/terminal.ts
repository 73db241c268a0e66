import { createProgress, type Progress } from './progress.ts'
import { createStyle, wantsColor, type Style } from './style.ts'

/** Where a command writes: results to stdout; progress, notes and errors to stderr. */
export interface Terminal {
  /** Style of stdout. */
  readonly style: Style
  /** Columns of stdout; 100 where it is no terminal. */
  readonly columns: number
  /** A result on stdout. */
  print(text: string): void
  /** A remark on stderr. */
  note(text: string): void
  /** Something the user should know although the command goes on. */
  warn(text: string): void
  /** The one line that says why a command failed. */
  fail(text: string): void
  /** A bar or lines on stderr; with `after`, none within so many milliseconds. */
  progress(label: string, options?: { readonly after?: number }): Progress
}

interface Output {
  readonly isTTY?: boolean | undefined
  readonly columns?: number | undefined
  write(text: string): unknown
}

export function createTerminal(
  stdout: Output,
  stderr: Output,
  env: Readonly<Record<string, string | undefined>>,
): Terminal {
  const style = createStyle(wantsColor(stdout, env))
  const aside = createStyle(wantsColor(stderr, env))
  return {
    style,
    columns: stdout.isTTY ? Math.max(40, stdout.columns ?? 80) : 100,
    print: (text) => void stdout.write(`${text}\n`),
    note: (text) => void stderr.write(`${text}\n`),
    warn: (text) => void stderr.write(`${aside.yellow('warning:')} ${text}\n`),
    fail: (text) => void stderr.write(`${aside.red('cmgsae:')} ${text}\n`),
    progress: (label, options) => createProgress(stderr, { label, style: aside, ...options }),
  }
}
