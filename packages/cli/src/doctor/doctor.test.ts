import { describe, expect, it } from 'vitest'
import { createStyle } from '../terminal/style.ts'
import { cmgsae } from '../testing/run-command.ts'
import type { Diagnosis } from './diagnose.ts'
import { renderDiagnosis } from './render-diagnosis.ts'

const found: Diagnosis = {
  version: '1.2.3',
  node: '24.0.0',
  platform: 'linux x64',
  processor: 'A processor',
  wasm: {
    simd: true,
    relaxedSimd: true,
    byteDots: false,
    sharedMemory: true,
    cores: 8,
    threads: 2,
    variant: 'plain',
    screen: true,
    because: 'measured fastest',
    gigabytesPerSecond: 20.04,
    rates: [
      { variant: 'plain', screen: true, quick: 23, sustained: 130 },
      { variant: 'plain', screen: false, quick: 22.96, sustained: 81 },
    ],
  },
  gpu: [
    { mode: 'webgpu', adapter: 'some, gpu' },
    { mode: 'webgl2', error: 'WebGL2 needs a browser' },
  ],
  environment: { CMGSAE_THREADS: '2', CMGSAE_VARIANT: null, CMGSAE_SCREEN: null },
}

const render = (diagnosis: Diagnosis) => renderDiagnosis(diagnosis, createStyle(false), 100)

describe('the report', () => {
  it('aligns what was found, measured and chosen', () => {
    const text = render(found)
    expect(text).toContain(
      [
        '  GPU, webgpu    yes  some, gpu; use it with --backend gpu',
        '  GPU, webgl2    no   WebGL2 needs a browser',
      ].join('\n'),
    )
    expect(text).toContain(
      [
        '  variant              quick look, 1 thread  sustained, 2 threads',
        '  plain, int16 screen                  23.0                 130.0  chosen',
        '  plain                                23.0                  81.0',
      ].join('\n'),
    )
    expect(text).toContain('memory read by one thread  20.0 GB/s')
    expect(text).toContain('  backend  wasm (plain, int16 screen, 2 threads)')
    expect(text).toMatch(/CMGSAE_THREADS {2}2 {8}threads, 1 to 32/)
    expect(text).toMatch(/CMGSAE_VARIANT {2}not set {2}plain/)
  })

  it('says by which integers it screens, also where int16 is asked for', () => {
    const wasm = { ...found.wasm, byteDots: true, screen: 'int16' } as const
    const asked = { variant: 'plain', screen: 'int16', quick: null, sustained: 120 } as const
    const text = render({ ...found, wasm: { ...wasm, rates: [...wasm.rates, asked] } })
    expect(text).toMatch(/^ {2}plain, int8 screen +23\.0 +130\.0$/m)
    expect(text).toMatch(/^ {2}plain, int16 screen +– +120\.0 {2}chosen$/m)
    expect(text).toContain('wasm (plain, int16 screen, 2 threads)')
  })

  it('names what is clearly faster than the choice, and only that', () => {
    expect(render(found)).not.toContain('faster ')
    const wasm = { ...found.wasm, screen: false }
    const [rate] = found.wasm.rates
    expect(render({ ...found, wasm }).replaceAll(/\s+/g, ' ')).toContain(
      'faster plain, int16 screen was 60 % faster in the long run; to keep to it, set CMGSAE_VARIANT=plain CMGSAE_SCREEN=on',
    )
    const close = { ...wasm, rates: [{ ...rate!, sustained: 90 }, wasm.rates[1]!] }
    expect(render({ ...found, wasm: close })).not.toContain('faster ')
  })
})

describe('cmgsae doctor', () => {
  it('prints what it found, also as JSON', { timeout: 60_000 }, async () => {
    const { code, stdout } = await cmgsae(['doctor'])
    expect(code).toBe(0)
    for (const title of ['Found', 'Measured', 'Chosen', 'Environment']) {
      expect(stdout).toMatch(new RegExp(`^${title}`, 'm'))
    }
    expect(stdout).toMatch(/^ {2}backend {2}wasm \(.*threads?\)$/m)

    const asked = { CMGSAE_THREADS: '1', CMGSAE_VARIANT: 'plain', CMGSAE_SCREEN: 'on' }
    const json = await cmgsae(['doctor', '--json'], { env: asked })
    expect(json.code).toBe(0)
    const { wasm, gpu, environment } = JSON.parse(json.stdout) as Diagnosis
    expect(environment).toEqual(asked)
    expect(wasm).toMatchObject({
      threads: 1,
      variant: 'plain',
      screen: true,
      because: 'asked for',
      simd: true,
    })
    expect(wasm.gigabytesPerSecond).toBeGreaterThan(0)
    expect(wasm.rates.length).toBeGreaterThanOrEqual(2)
    for (const { quick, sustained } of wasm.rates) {
      expect(Math.min(quick!, sustained)).toBeGreaterThan(0)
    }
    expect(gpu.map(({ mode }) => mode)).toEqual(['webgpu', 'webgl2'])
  })

  it.each([
    ['CMGSAE_THREADS', '33', /threads is "33" in CMGSAE_THREADS; .*from 1 to 32/],
    ['CMGSAE_VARIANT', 'fast', /CMGSAE_VARIANT is "fast"; it must be plain or relaxed/],
    ['CMGSAE_SCREEN', 'yes', /CMGSAE_SCREEN is "yes"; it must be on, int16 or off/],
  ])('refuses a wrong %s in one line', async (name, value, message) => {
    const { code, stdout, stderr } = await cmgsae(['doctor'], { env: { [name]: value } })
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(new RegExp(`^cmgsae: ${message.source}\n$`))
  })
})
