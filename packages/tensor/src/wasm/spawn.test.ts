import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import { createWasm } from './index.ts'

const timeout = 20_000

/** A process that takes learn steps on four threads for ever, and what to do meanwhile. */
const training = (meanwhile: string) => `
  import { createWasm } from '${new URL('index.ts', import.meta.url).href}'
  import { nextTask } from '${new URL('../next-task.ts', import.meta.url).href}'
  const backend = await createWasm({ threads: 4, variant: 'plain', screen: true })
  const [rows, latents, width, k] = [256, 512, 64, 8]
  const filled = async (count, value) => {
    const m = backend.matrix(count, width)
    await backend.fill(m, value)
    return m
  }
  const [x, w] = [await filled(rows, 1), await filled(latents, 0.1)]
  const [first, second] = [await filled(latents, 0), await filled(latents, 0)]
  const codes = backend.codes(rows, latents, rows * k)
  const spans = [{ x: 0, w: 0, width }]
  const bias = backend.matrix(1, latents)
  let step = 0
  const learn = async () => {
    await backend.encode({ x, w, rows, spans, bias, activation: { kind: 'topK', k }, out: codes })
    await backend.learn({
      w, first, second, terms: [{ codes, x, spans }], project: true,
      regions: [{ rows: [0, latents], cols: [0, width], radius: 1 }],
      learningRate: 1e-3, beta1: 0.9, beta2: 0.99, epsilon: 1e-8, step: ++step, scale: 1,
    })
  }
  await learn()
  console.log('learning')
  ${meanwhile}
  for (;;) {
    await learn()
    await nextTask()
  }`

interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stderr: string
  /** Whether something of it is left; threads share the process's id. */
  readonly alive: boolean
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** Runs the script; with `signal`, sends it once a step is done. */
function run(script: string, signal?: NodeJS.Signals): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], { timeout })
    let stderr = ''
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
    child.stdout.once('data', () => {
      if (signal) setTimeout(() => child.kill(signal), 50)
    })
    child.on('error', reject)
    child.on('close', (code, by) => {
      resolve({ code, signal: by, stderr, alive: isAlive(child.pid!) })
    })
  })
}

test.skipIf(process.platform === 'win32')(
  'Ctrl-C and SIGTERM during a step end the process and its threads',
  async () => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      expect(await run(training(''), signal)).toEqual({
        code: null,
        signal,
        stderr: '',
        alive: false,
      })
    }
  },
)

test.skipIf(process.platform === 'win32')(
  'a handler of Ctrl-C is heard between steps',
  async () => {
    const handler = `process.on('SIGINT', () => process.exit(130))`
    expect(await run(training(handler), 'SIGINT')).toEqual({
      code: 130,
      signal: null,
      stderr: '',
      alive: false,
    })
  },
)

test('an exception that nobody catches ends the process', async () => {
  const { code, signal, stderr, alive } = await run(
    training(`setTimeout(() => { throw new Error('told') }, 20)`),
  )
  expect([code, signal, alive]).toEqual([1, null, false])
  expect(stderr).toContain('Error: told')
})

test('a process ends by itself, without dispose, also with a kernel that nobody awaits', async () => {
  const url = new URL('index.ts', import.meta.url).href
  const script = `
    import { createWasm } from '${url}'
    const backend = await createWasm({ threads: 4, variant: 'plain', screen: true })
    const [a, b] = [backend.matrix(500, 500), backend.matrix(500, 500)]
    void backend.product(a, b, backend.matrix(500, 500))`
  expect(await run(script)).toEqual({ code: 0, signal: null, stderr: '', alive: false })
})

test('where a process may not start threads the error says so', async () => {
  const url = new URL('index.ts', import.meta.url).href
  const script = `
    import { createWasm } from '${url}'
    await createWasm({ threads: 2, variant: 'plain', screen: true }).catch(
      (error) => process.stderr.write(error.name + ': ' + error.message))`
  const permitted = ['--permission', '--allow-fs-read=*', '--input-type=module', '-e', script]
  const child = spawn(process.execPath, permitted, { timeout })
  let stderr = ''
  for await (const chunk of child.stderr) stderr += String(chunk)
  expect(stderr).toMatch(/TensorError: a worker cannot be started \(.+\): use one thread$/)
})

const TASKS = '/proc/self/task'

test.skipIf(!existsSync(TASKS))('a disposed backend leaves no thread', async () => {
  const before = readdirSync(TASKS).length
  const backend = await createWasm({ threads: 5, variant: 'plain', screen: true })
  expect(readdirSync(TASKS).length).toBeGreaterThanOrEqual(before + 4)
  backend.dispose()
  await vi.waitFor(() => expect(readdirSync(TASKS).length).toBeLessThan(before + 4), {
    timeout: 5000,
  })
})
