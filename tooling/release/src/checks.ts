import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { ADAPTER_CHECKS } from './adapters/checks.ts'
import { command } from './command.ts'
import { ENGINE_CHECKS } from './engine/checks.ts'
import { nodes } from './nodes.ts'
import type { Package } from './packages.ts'
import { installed } from './project.ts'
import { size } from './size.ts'

/** A package as a stranger gets it. */
export interface Packed extends Package {
  readonly tarball: string
  /** The paths of its files. */
  readonly files: readonly string[]
  /** An empty project with this package, and its siblings where it has some, installed. */
  readonly project: string
}

/** Throws what is wrong, or that it is Skipped; may return a remark for the report. */
export type Check = (packed: Packed) => Promise<string | undefined>

const ATTW = fileURLToPath(new URL('../node_modules/.bin/attw', import.meta.url))

/** The rooms that are promised to install alone. */
const ALONE = new Set(['@cmgsae/masking', '@cmgsae/regularizers', '@cmgsae/adapter'])

const contents: Check = async ({ files, manifest, project }) => {
  const missing = ['LICENSE', 'README.md', 'package.json'].filter((file) => !files.includes(file))
  if (missing.length > 0) throw new Error(`the tarball lacks ${missing.join(', ')}`)
  const stray = files.filter((file) => /\.test\.|^src\//.test(file))
  if (stray.length > 0) throw new Error(`the tarball should not hold ${stray.join(', ')}`)
  const folder = join(project, 'node_modules', manifest.name)
  const testing = files
    .filter((file) => /\.(js|d\.ts)$/.test(file))
    .filter((file) =>
      /from ['"](vitest|fast-check|@cmgsae\/vitest)/.test(readFileSync(join(folder, file), 'utf8')),
    )
  if (testing.length > 0) throw new Error(`a test library is imported by ${testing.join(', ')}`)
  return undefined
}

const lint: Check = async ({ tarball, project, manifest }) => {
  const data = readFileSync(tarball)
  const { messages } = await publint({
    pack: { tarball: data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength) },
    strict: true,
  })
  const path = join(project, 'node_modules', manifest.name, 'package.json')
  const packed = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>
  if (messages.length > 0) {
    throw new Error(messages.map((message) => formatMessage(message, packed)).join('\n'))
  }
  return undefined
}

const types: Check = async ({ tarball, project }) => {
  await command(ATTW, [tarball, '--profile', 'esm-only'], { cwd: project })
  return undefined
}

const dependencies: Check = async ({ manifest, project }) => {
  const names = installed(project)
  const alone = ALONE.has(manifest.name)
  if (alone && names.length !== 1) {
    throw new Error(`it must install alone, and brought ${names.join(', ')}`)
  }
  const peers = Object.keys(manifest.peerDependencies ?? {}).filter((name) => names.includes(name))
  if (peers.length > 0) throw new Error(`the optional ${peers.join(', ')} was installed with it`)
  return `${names.length} installed`
}

const imports: Check = async ({ manifest, project }) => {
  const entries = entriesOf(manifest)
  const script = entries
    .map(
      (entry) =>
        `if (Object.keys(await import('${entry}')).length === 0) throw new Error('${entry} is empty')`,
    )
    .join('\n')
  writeFileSync(join(project, 'smoke.js'), script)
  const found = await nodes()
  for (const { path } of found) await command(path, ['smoke.js'], { cwd: project })
  return `${entries.join(', ')} under Node ${found.map(({ version }) => version).join(' and ')}`
}

/** A strict consumer that checks our declarations too. */
const declarations: Check = async ({ manifest, project }) => {
  const lines = entriesOf(manifest).map((entry, i) => `export * as entry${i} from '${entry}'`)
  writeFileSync(join(project, 'smoke.ts'), lines.join('\n'))
  const options = [
    '--noEmit',
    '--strict',
    '--skipDefaultLibCheck',
    '--target',
    'es2023',
    '--module',
    'nodenext',
    '--lib',
    'es2023,dom',
  ]
  await command('tsc', [...options, 'smoke.ts'], { cwd: project })
  return undefined
}

const bin: Check = async ({ manifest, project }) => {
  const names = Object.keys(manifest.bin ?? {})
  for (const name of names) {
    await command(join(project, 'node_modules/.bin', name), ['--help'], { cwd: project })
  }
  return names.length === 0 ? undefined : `${names.join(', ')} --help`
}

const CHECKS: Readonly<Record<string, Check>> = {
  contents,
  publint: lint,
  attw: types,
  dependencies,
  imports,
  declarations,
  bin,
  size,
}

/** All checks of a package by name. */
export function checksOf({ name }: Packed['manifest']): Readonly<Record<string, Check>> {
  const engine = name === '@cmgsae/tensor' ? ENGINE_CHECKS : {}
  return { ...CHECKS, ...engine, ...ADAPTER_CHECKS[name] }
}

function entriesOf({ name, exports }: Packed['manifest']): string[] {
  return Object.keys(exports)
    .filter((entry) => entry !== './package.json')
    .map((entry) => name + entry.slice(1))
}
