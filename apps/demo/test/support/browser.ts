import { chromium, type Browser } from 'playwright-core'
import { CHROMIUM_FLAGS, findChromium } from '@cmgsae/vitest/chromium'

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

export function launchChromium(): Promise<Browser> {
  const executablePath = findChromium()
  if (executablePath === undefined) {
    throw new Error('there is no Chromium; install one, or say where it is with CHROMIUM=PATH')
  }
  return chromium.launch({
    executablePath,
    args: [...CHROMIUM_FLAGS, `--disable-features=${OFF.join()}`],
  })
}
