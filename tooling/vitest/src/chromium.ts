import { existsSync } from 'node:fs'

/** Where Chromium is, or undefined: `CHROMIUM` where it is set, else where Debian puts it. */
export function findChromium(): string | undefined {
  const path = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
  return existsSync(path) ? path : undefined
}

/** What a server sends for pages that may share memory between threads. */
export const ISOLATED = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
}

export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  // Software WebGPU: right for correctness, never for timing.
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]
