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
  })
}
