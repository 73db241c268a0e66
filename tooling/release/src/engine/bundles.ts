import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, transform } from 'esbuild'
import { build as viteBuild } from 'vite'

const STRANGER = fileURLToPath(new URL('stranger/', import.meta.url))

/** Writes the programs of `stranger/` into a project, as JavaScript. */
export async function writePrograms(project: string): Promise<void> {
  for (const file of globSync('*.ts', { cwd: STRANGER })) {
    const { code } = await transform(readFileSync(join(STRANGER, file), 'utf8'), {
      loader: 'ts',
      target: 'es2022',
    })
    writeFileSync(join(project, basename(file, '.ts') + '.js'), code)
  }
  writeFileSync(join(project, 'index.html'), PAGE)
}

const PAGE = '<!doctype html><title>Trial</title><script type="module" src="./page.js"></script>\n'

/** The Node program in one minified file; returns its path. */
export async function bundleForNode(project: string): Promise<string> {
  const outfile = join(project, 'out/node.mjs')
  await build({
    absWorkingDir: project,
    entryPoints: ['node.js'],
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'silent',
  })
  return outfile
}

/** The page, minified by each bundler with its usual settings: its name and its folder. */
export async function bundleForBrowsers(
  project: string,
): Promise<{ readonly bundler: string; readonly folder: string }[]> {
  const [esbuild, vite] = [join(project, 'out/esbuild'), join(project, 'out/vite')]
  await build({
    absWorkingDir: project,
    entryPoints: ['page.js', 'worker.js'],
    outdir: esbuild,
    bundle: true,
    minify: true,
    platform: 'browser',
    format: 'esm',
    target: 'es2022',
    logLevel: 'silent',
  })
  writeFileSync(join(esbuild, 'index.html'), PAGE)
  await viteBuild({ root: project, base: './', logLevel: 'error', build: { outDir: vite } })
  return [
    { bundler: 'esbuild', folder: esbuild },
    { bundler: 'Vite', folder: vite },
  ]
}
