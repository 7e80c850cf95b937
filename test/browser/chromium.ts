import chromium from '@sparticuz/chromium'
import { type Browser, chromium as playwright } from 'playwright-core'

// one process for everything dies with the first closed context, and the others weaken what is tested
const UNWANTED = /single-process|in-process-gpu|disable-web-security|disable-site-isolation/

/** Unpacks the browser: once, before processes that would each begin to, and start what another is still writing. */
export const unpackBrowser = (): Promise<string> => chromium.executablePath()

/** A real browser that came through npm; `close()` it in `after`. */
export async function openBrowser(): Promise<Browser> {
  return playwright.launch({
    executablePath: await unpackBrowser(),
    args: chromium.args.filter((argument) => !UNWANTED.test(argument)),
    headless: true,
  })
}
