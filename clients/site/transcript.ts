import { element } from './element.ts'
import { type Block, type Inline, readReply } from './reply-blocks.ts'
import type { Entry } from './session.ts'
import { sourcesOf } from './sources.ts'
import type { Words } from './words.ts'

/** An answer on its way: pieces are added until it is finished or dropped. */
export interface LiveAnswer {
  add(piece: string): void
  finish(entry: Entry | null): void
}

interface Place {
  log: HTMLElement
  scroll: HTMLElement
  words: Words
}

/** Draws the conversation into the log and keeps its newest line in view while the reader is there. */
export function transcript(log: HTMLElement, scroll: HTMLElement, words: Words) {
  const add = (message: HTMLElement) => {
    log.append(message)
    toEnd(scroll)
    return message
  }
  const addFresh = (message: HTMLElement) => {
    message.classList.add('fresh')
    return add(message)
  }
  return {
    show: (entry: Entry) => add(draw(entry, words)),
    ask: (text: string) => addFresh(draw({ from: 'visitor', text }, words)),
    hear: (entry: Entry) => addFresh(draw(entry, words)),
    clear: () => {
      for (const message of log.querySelectorAll('.message:not([data-greeting])')) message.remove()
      scroll.scrollTop = 0
    },
    answer: () => liveAnswer(addFresh(typing(words)), { log, scroll, words }),
  }
}

function liveAnswer(message: HTMLElement, { log, scroll, words }: Place): LiveAnswer {
  let text = ''
  let left = scroll.scrollTop
  // follows the growing answer until its first line reaches the top, or the reader scrolls away
  const follow = (change: () => void) => {
    const isFollowing = Math.abs(scroll.scrollTop - left) < 4
    change()
    if (!isFollowing) return
    const top = message.getBoundingClientRect().top - scroll.getBoundingClientRect().top
    scroll.scrollTop += Math.max(0, top - 12)
    left = scroll.scrollTop
  }
  // a screen reader hears the finished answer once, not each piece of it
  log.setAttribute('aria-busy', 'true')
  return {
    add(piece) {
      text += piece
      follow(() => message.replaceChildren(bubble(text)))
    },
    finish(entry) {
      log.removeAttribute('aria-busy')
      if (!entry) {
        message.remove()
        return
      }
      // the element stays, or its entrance would play again
      const { className, childNodes } = draw(entry, words)
      message.className = `${className} fresh`
      follow(() => message.replaceChildren(...childNodes))
    },
  }
}

function draw({ from, text, name, citations = [], offersPerson }: Entry, words: Words): HTMLElement {
  if (from === 'note') return element('p', { class: 'message note' }, text)
  const author =
    from === 'human'
      ? element('span', { class: 'author' }, name ?? words.person)
      : element('span', { class: 'unseen' }, from === 'bob' ? words.bob : words.you)
  const message = element('div', { class: `message from-${from}` }, author, bubble(text))
  if (citations.length > 0) message.append(sourcesOf(citations, words.sources))
  if (offersPerson) message.append(offer(words.person))
  return message
}

function offer(label: string): HTMLElement {
  return element('p', { class: 'offer' }, element('button', { type: 'button', class: 'chip' }, label))
}

function typing(words: Words): HTMLElement {
  const dots = element(
    'span',
    { class: 'dots', 'aria-hidden': 'true' },
    element('i'),
    element('i'),
    element('i'),
  )
  const text = element('div', { class: 'text' }, element('span', { class: 'unseen' }, words.writing), dots)
  return element('div', { class: 'message from-bob' }, text)
}

function bubble(text: string): HTMLElement {
  return element('div', { class: 'text', dir: 'auto' }, ...readReply(text).map(drawBlock))
}

function drawBlock(block: Block): HTMLElement {
  if (block.kind === 'list') {
    return element('ul', {}, ...block.items.map((item) => element('li', {}, ...item.map(drawInline))))
  }
  const lines = block.lines.flatMap((line, at) => [
    ...(at > 0 ? [element('br')] : []),
    ...line.map(drawInline),
  ])
  return element('p', {}, ...lines)
}

function drawInline({ text, href }: Inline): Node {
  if (!href) return document.createTextNode(text)
  const outside: Record<string, string> = href.startsWith('https:')
    ? { target: '_blank', rel: 'noopener nofollow' }
    : {}
  return element('a', { href, ...outside }, text)
}

function toEnd(scroll: HTMLElement): void {
  scroll.scrollTop = scroll.scrollHeight
}
