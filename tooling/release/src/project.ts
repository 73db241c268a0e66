import { globSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { command } from './command.ts'

/** An empty project outside the workspace, with these tarballs installed by plain npm. */
export async function install(folder: string, tarballs: readonly string[]): Promise<void> {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n')
  const quiet = ['--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error']
  await command('npm', ['install', ...quiet, ...tarballs], { cwd: folder })
}

/** The names of all packages installed in a project. */
export function installed(folder: string): string[] {
  return globSync('**/node_modules/{*,@*/*}/package.json', { cwd: folder })
    .map(
      (path) =>
        /.*node_modules[/\\](?<name>.+)[/\\]package\.json$/.exec(path)?.groups?.['name'] ?? path,
    )
    .map((name) => name.replaceAll('\\', '/'))
    .sort()
}
