// `pnpm test`: the static checks side by side, then every test. A check is quiet unless it fails;
// the tests run even then, so that one run tells everything.
import { spawn, spawnSync } from 'node:child_process'

// Colour belongs on a terminal: npx and npm ask for it everywhere.
if (!process.stdout.isTTY) process.env['NO_COLOR'] = '1'

const CHECKS = ['typecheck', 'lint', 'format:check', 'boundaries']

interface Outcome {
  readonly name: string
  readonly passed: boolean
  readonly seconds: number
  readonly output: string
}

function runScript(name: string): Promise<Outcome> {
  const start = performance.now()
  return new Promise((resolve) => {
    const child = spawn('pnpm', ['--silent', 'run', name], {
      env: { ...process.env, NO_COLOR: '1' },
      shell: process.platform === 'win32',
    })
    let output = ''
    const collect = (chunk: Buffer) => (output += chunk.toString())
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    const end = (passed: boolean) => {
      resolve({ name, passed, seconds: (performance.now() - start) / 1000, output })
    }
    child.on('error', (error) => {
      output += error.message
      end(false)
    })
    child.on('close', (code) => end(code === 0))
  })
}

const outcomes = await Promise.all(CHECKS.map(runScript))
for (const { name, passed, seconds, output } of outcomes) {
  console.log(`${passed ? 'ok    ' : 'FAILED'} ${name} (${seconds.toFixed(1)} s)`)
  if (!passed) console.log(output.trimEnd())
}

const failed = outcomes.filter(({ passed }) => !passed).map(({ name }) => name)
console.log(`Checks: ${outcomes.length - failed.length} passed, ${failed.length} failed`)

const tests = spawnSync('pnpm', ['--silent', 'run', 'test:unit', ...process.argv.slice(2)], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
})
if (failed.length > 0) console.log(`Failed before the tests, see above: ${failed.join(', ')}`)
process.exitCode = failed.length > 0 || tests.status !== 0 ? 1 : 0
