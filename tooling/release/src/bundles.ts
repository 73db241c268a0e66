import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { build, transform } from 'esbuild'
import { build as viteBuild } from 'vite'

/** Writes the programs of a folder into a project, as JavaScript, and a page that runs `entry`. */
export async function writePrograms(project: string, folder: string, entry: string): Promise<void> {
  for (const file of globSync('*.ts', { cwd: folder })) {
    const { code } = await transform(readFileSync(join(folder, file), 'utf8'), {
      loader: 'ts',
      target: 'es2022',
    })
    writeFileSync(join(project, basename(file, '.ts') + '.js'), code)
  }
  writeFileSync(join(project, 'index.html'), page(entry))
}

function page(entry: string): string {
  return `<!doctype html><title>Trial</title><script type="module" src="./${entry}"></script>\n`
}

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

/**
 * The page, minified by each bundler with its usual settings: its name and its folder. The first of
 * the programs is that of the page.
 */
export async function bundleForBrowsers(
  project: string,
  programs: readonly [string, ...string[]],
): Promise<{ readonly bundler: string; readonly folder: string }[]> {
  const [esbuild, vite] = [join(project, 'out/esbuild'), join(project, 'out/vite')]
  await build({
    absWorkingDir: project,
    entryPoints: [...programs],
    outdir: esbuild,
    bundle: true,
    minify: true,
    platform: 'browser',
    format: 'esm',
    target: 'es2022',
    logLevel: 'silent',
  })
  writeFileSync(join(esbuild, 'index.html'), page(programs[0]))
  await viteBuild({ root: project, base: './', logLevel: 'error', build: { outDir: vite } })
  return [
    { bundler: 'esbuild', folder: esbuild },
    { bundler: 'Vite', folder: vite },
  ]
}
