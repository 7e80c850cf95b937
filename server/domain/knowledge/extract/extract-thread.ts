import { isMainThread, workerData } from 'node:worker_threads'
import { answer, tell } from './apart.ts'
import { decode } from './decode.ts'
import type { Extracted } from './extract.ts'
import type { Format } from './format.ts'
import { Unreadable } from './unreadable.ts'

// reads one document and ends; extract.ts starts it and gives it its time and memory

type Given = { format: Format; bytes: Uint8Array; charset: string | null }

const mostPages = 1_000
const toldEach = 10
/** What a zip may say that it holds; a Word file of 10 MB holds no more. */
const mostUnpacked = 200_000_000
const mostMarkdown = 5_000_000

if (!isMainThread) await answer(() => read(workerData))

async function read(given: Given): Promise<Extracted> {
  const readers: Record<Format, (given: Given) => Promise<Extracted>> = {
    html: readHtml,
    pdf: readPdf,
    docx: readDocx,
    text: readText,
  }
  const { title, language, markdown } = await readers[given.format](given)
  if (markdown.length > mostMarkdown) throw new Unreadable('too_large', 'It holds too much text: split it.')
  return { title: title?.replaceAll('\0', '') ?? null, language, markdown: markdown.replaceAll('\0', '') }
}

async function readText({ bytes, charset }: Given): Promise<Extracted> {
  return { title: null, language: null, markdown: decode(bytes, charset) }
}

async function readHtml({ bytes, charset }: Given): Promise<Extracted> {
  const declared = /<meta[^>]+charset=["']?([\w-]+)/i.exec(
    Buffer.from(bytes.subarray(0, 2_048)).toString('latin1'),
  )
  return fromHtml(decode(bytes, charset ?? declared?.[1] ?? null))
}

async function fromHtml(html: string): Promise<Extracted> {
  const { NodeHtmlMarkdown } = await import('node-html-markdown')
  const markdown = NodeHtmlMarkdown.translate(html, {
    ignore: [
      'head',
      'title',
      'nav',
      'script',
      'style',
      'noscript',
      'template',
      'svg',
      'iframe',
      'form',
      'button',
      'img',
    ],
    keepDataImages: false,
  })
  const title = /<title[^>]*>([^<]{1,500})/i.exec(html)?.[1]
  const language = /<html[^>]+\blang=["']?([a-z]{2,3})\b/i.exec(html)?.[1]?.toLowerCase()
  return {
    title: title ? NodeHtmlMarkdown.translate(title).replace(/\\(.)/g, '$1') : null,
    language: language ?? null,
    markdown,
  }
}

async function readPdf({ bytes }: Given): Promise<Extracted> {
  const { getDocumentProxy, getMeta } = await import('unpdf')
  const document = await getDocumentProxy(bytes).catch((error: Error) => {
    if (error.name === 'PasswordException')
      throw new Unreadable('encrypted', 'It is protected by a password: upload it without.')
    throw error
  })
  if (document.numPages > mostPages)
    throw new Unreadable('too_large', `It has over ${mostPages} pages: split it.`)
  const text: string[] = []
  for (let at = 1; at <= document.numPages; at++) {
    const page = await document.getPage(at)
    const { items } = await page.getTextContent()
    text.push(items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join(''))
    page.cleanup()
    if (at % toldEach === 0 || at === document.numPages) tell({ done: at, total: document.numPages })
  }
  const { info } = await getMeta(document).catch(() => ({ info: {} as Record<string, unknown> }))
  const title = typeof info.Title === 'string' && info.Title.trim() !== '' ? info.Title : null
  if (text.every((page) => page.trim() === ''))
    throw new Unreadable('empty', 'There is no text in it; it may be a scan.')
  return { title, language: null, markdown: text.join('\n\n') }
}

async function readDocx({ bytes }: Given): Promise<Extracted> {
  if (unpackedSize(Buffer.from(bytes)) > mostUnpacked)
    throw new Unreadable('too_large', 'It unpacks to too much.')
  const mammoth = await import('mammoth')
  const { value } = await mammoth.default
    .convertToHtml(
      { buffer: Buffer.from(bytes) },
      { convertImage: mammoth.default.images.imgElement(async () => ({ src: '' })) },
    )
    .catch(() => {
      throw new Unreadable('not_text', 'It is a zip, but no Word document.')
    })
  return { ...(await fromHtml(value)), title: null }
}

/** What the directory of a zip says of its files. Source: APPNOTE 4.3.12. */
function unpackedSize(zip: Buffer): number {
  let sum = 0
  for (
    let at = zip.indexOf('PK\x01\x02', 0, 'latin1');
    at !== -1;
    at = zip.indexOf('PK\x01\x02', at + 46, 'latin1')
  )
    if (at + 28 <= zip.length) sum += zip.readUInt32LE(at + 24)
  return sum
}
