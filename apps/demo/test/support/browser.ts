import { chromium, type Browser } from 'playwright-core'
import { CHROMIUM_FLAGS, findChromium } from '@cmgsae/vitest/chromium'

export function launchChromium(): Promise<Browser> {
  const executablePath = findChromium()
  if (executablePath === undefined) {
    throw new Error('there is no Chromium; install one, or say where it is with CHROMIUM=PATH')
  }
  return chromium.launch({
    executablePath,
    args: CHROMIUM_FLAGS,
  })
}
