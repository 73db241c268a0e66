import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { defineConfig } from 'tsup'

/** The one build every package shares; declarations come from `tsc -p tsconfig.build.json`. */
export function library(entries: Record<string, string>) {
  return defineConfig({
    entry: entries,
    format: 'esm',
    target: 'es2023',
    dts: false,
    clean: true,
    sourcemap: true,
    treeshake: true,
    splitting: true,
    async onSuccess() {
      for (const path of globSync('dist/**/*.map')) dropGenerated(path)
    },
  })
}

/** Nobody reads the base64 of a binary in a debugger: a source map need not carry it again. */
function dropGenerated(path: string): void {
  const map = JSON.parse(readFileSync(path, 'utf8')) as { sourcesContent?: (string | null)[] }
  const sourcesContent = map.sourcesContent?.map((text) =>
    text?.startsWith('// Written by') ? null : text,
  )
  writeFileSync(path, JSON.stringify({ ...map, sourcesContent }))
}
