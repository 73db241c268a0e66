import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const execute = promisify(execFile)

interface Options {
  readonly cwd: string
}

/** The standard output of a command; throws everything it wrote if it exits other than 0. */
export async function command(
  file: string,
  args: readonly string[],
  { cwd }: Options,
): Promise<string> {
  const options = { cwd, env: { ...process.env, NO_COLOR: '1' }, maxBuffer: 2 ** 26 }
  try {
    return (await execute(file, args, options)).stdout
  } catch (error) {
    const {
      stdout = '',
      stderr = '',
      message,
    } = error as Error & { stdout?: string; stderr?: string }
    throw new Error(`${file} ${args.join(' ')}\n${stdout}${stderr}`.trim() || message, {
      cause: error,
    })
  }
}
