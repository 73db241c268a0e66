// `pnpm test:built`: packs every package after `pnpm build` and tries each tarball as a stranger
// would, in an empty project outside the workspace. `pnpm test:built tensor`: only those of that name.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checksOf } from './checks.ts'
import { command } from './command.ts'
import { closure, publishable } from './packages.ts'
import { install } from './project.ts'
import { Skipped } from './skipped.ts'

const scratch = mkdtempSync(join(tmpdir(), 'test-built-'))
const packages = publishable()
const [named = ''] = process.argv.slice(2)
const count = { passed: 0, failed: 0, skipped: 0 }

try {
  const tarballs = new Map<string, { path: string; files: string[] }>()
  for (const { folder, manifest } of packages) {
    const destination = join(scratch, 'tarballs')
    mkdirSync(destination, { recursive: true })
    const output = await command('pnpm', ['pack', '--json', '--pack-destination', destination], {
      cwd: folder,
    })
    const { filename, files } = JSON.parse(output) as {
      filename: string
      files: { path: string }[]
    }
    tarballs.set(manifest.name, { path: filename, files: files.map(({ path }) => path) })
  }

  for (const { folder, manifest } of packages.filter((p) => p.manifest.name.includes(named))) {
    const project = join(scratch, manifest.name)
    const { path: tarball, files } = tarballs.get(manifest.name)!
    await install(
      project,
      closure(manifest.name, packages).map((name) => tarballs.get(name)!.path),
    )
    const packed = { folder, manifest, tarball, files, project }
    const remarks: string[] = []
    const failures: string[] = []
    for (const [name, check] of Object.entries(checksOf(manifest))) {
      try {
        const remark = await check(packed)
        if (remark !== undefined) remarks.push(remark)
        count.passed++
      } catch (error) {
        if (error instanceof Skipped) {
          remarks.push(`${name} skipped: ${error.message}`)
          count.skipped++
          continue
        }
        failures.push(`  ${name}: ${error instanceof Error ? error.message : String(error)}`)
        count.failed++
      }
    }
    console.log(
      `${failures.length === 0 ? 'ok    ' : 'FAILED'} ${manifest.name}: ${remarks.join('; ')}`,
    )
    for (const failure of failures) console.log(failure)
  }
} finally {
  rmSync(scratch, { recursive: true, force: true })
}

console.log(
  `\ntest:built: ${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`,
)
process.exitCode = count.failed > 0 ? 1 : 0
