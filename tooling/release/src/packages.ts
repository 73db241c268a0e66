import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const REPOSITORY = fileURLToPath(new URL('../../../', import.meta.url))

export interface Manifest {
  readonly name: string
  readonly private?: boolean
  readonly bin?: Readonly<Record<string, string>>
  readonly exports: Readonly<Record<string, unknown>>
  readonly dependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
  readonly 'size-limit'?: unknown
}

export interface Package {
  readonly folder: string
  readonly manifest: Manifest
}

/** Every package of the workspace that goes to the registry. */
export function publishable(): Package[] {
  return globSync('packages/*/package.json', { cwd: REPOSITORY })
    .map((path) => ({
      folder: join(REPOSITORY, dirname(path)),
      manifest: JSON.parse(readFileSync(join(REPOSITORY, path), 'utf8')) as Manifest,
    }))
    .filter(({ manifest }) => manifest.private !== true)
    .sort((a, b) => a.manifest.name.localeCompare(b.manifest.name))
}

/** The names of a package and of all that it reaches among `packages`, itself first. */
export function closure(name: string, packages: readonly Package[]): string[] {
  const reached = new Set([name])
  for (const next of reached) {
    const found = packages.find(({ manifest }) => manifest.name === next)
    for (const dependency of Object.keys(found?.manifest.dependencies ?? {})) {
      if (packages.some(({ manifest }) => manifest.name === dependency)) reached.add(dependency)
    }
  }
  return [...reached]
}
