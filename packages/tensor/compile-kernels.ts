// Compiles assembly/ to WebAssembly binaries and writes them into src/wasm/binaries.ts, which is
// committed so that the source runs without a build. `--check` only compares.
// oxlint-disable no-console -- a script
import { readFileSync, writeFileSync } from 'node:fs'
import { main } from 'assemblyscript/asc'

const target = new URL('src/wasm/binaries.ts', import.meta.url)

async function compile(entry: string, relaxed: boolean): Promise<string> {
  let binary: Uint8Array | undefined
  const options = [
    `assembly/${entry}.ts`,
    '--baseDir',
    new URL('.', import.meta.url).pathname,
    '--outFile',
    'kernels.wasm',
    '-O3',
    '--noAssert',
    '--runtime',
    'stub',
    '--disableWarning',
    '--importMemory',
    '--maximumMemory',
    '65536',
    // Below lie the pool's control words and the job.
    '--memoryBase',
    '4096',
    ...['simd', 'bulk-memory', ...(relaxed ? ['relaxed-simd'] : [])].flatMap((feature) => [
      '--enable',
      feature,
    ]),
  ]
  const { error } = await main(options, {
    stderr: process.stderr,
    writeFile: (name, contents) => {
      if (name.endsWith('.wasm')) binary = contents as Uint8Array
    },
  })
  if (error || !binary) throw error ?? new Error('asc wrote no binary')
  return Buffer.from(binary).toString('base64')
}

const text = `// Written by compile-kernels.ts from assembly/. Base64 of WebAssembly.
export const plain =
  '${await compile('index', false)}'
export const relaxed =
  '${await compile('index', true)}'
export const dots =
  '${await compile('dots', true)}'
export const probe =
  '${await compile('probe', false)}'
export const relaxedProbe =
  '${await compile('probe', true)}'
`
if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== text) {
    console.error('src/wasm/binaries.ts is stale: run `pnpm --filter @cmgsae/tensor kernels`')
    process.exitCode = 1
  }
} else writeFileSync(target, text)
