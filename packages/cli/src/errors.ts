const marker = Symbol.for('cmgsae.cli.error')

/** What a command cannot do; the message is the one line the user reads. Exit code 1, or 2 for usage. */
export class CliError extends Error {
  override readonly name = 'CliError'
  readonly [marker] = true
  readonly exitCode: number

  constructor(
    message: string,
    { exitCode = 1, cause }: { exitCode?: number; cause?: unknown } = {},
  ) {
    super(message, { cause })
    this.exitCode = exitCode
  }

  /** Works across duplicate installs of this package. */
  static isInstance(error: unknown): error is CliError {
    return typeof error === 'object' && error !== null && marker in error
  }
}

/** A command line that cannot be understood: exit code 2 and a hint to --help. */
export function usageError(message: string): CliError {
  return new CliError(message, { exitCode: 2 })
}
