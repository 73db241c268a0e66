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

/**
 * What the tests have no use for: Chromium loads a page of its own for the list under the address bar
 * of every window, which takes longer than ours. The rest is what Playwright switches off, and would
 * not if this were given alone.
 */
const OFF = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxFullPopup',
  'WebUIOmniboxAimPopup',
  'AimEnabled',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
]

export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  // Software WebGPU: right for correctness, never for timing.
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  `--disable-features=${OFF.join()}`,
]
