import { isMainThread, workerData } from 'node:worker_threads'
import { answer } from './apart.ts'
import { decode } from './decode.ts'
import { readSitemap, type Sitemap } from './sitemap.ts'

// reads one sitemap and ends; find-pages.ts starts it

type Given = { bytes: Uint8Array; charset: string | null; mostEntries: number }

if (!isMainThread) await answer(async () => read(workerData))

function read({ bytes, charset, mostEntries }: Given): Sitemap {
  const declared = /<\?xml[^>]{1,100}encoding=["']([\w-]+)/.exec(
    Buffer.from(bytes.subarray(0, 200)).toString('latin1'),
  )
  return readSitemap(decode(bytes, charset ?? declared?.[1] ?? null), mostEntries)
}
