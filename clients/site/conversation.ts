import { composer } from './composer.ts'
import { part } from './element.ts'
import { followNews, type News } from './follow.ts'
import { notice } from './notice.ts'
import { type Entry, loadSession, newSession, type Session, saveSession } from './session.ts'
import { transcript } from './transcript.ts'
import { type Turn, TurnFailure } from './turn.ts'
import { sendTurn } from './turn-stream.ts'
import { newUuid } from './uuid.ts'
import { fill, type Words, wordsOf } from './words.ts'

/** Wakes the chat in a panel: shows the kept conversation and carries messages to Bob and back. */
export function conversation(panel: HTMLElement) {
  const businessId = panel.dataset.business ?? ''
  const team = panel.dataset.name ?? 'the team'
  const words = wordsOf(panel)
  const suggestions = part(panel, 'suggestions')
  const status = part(panel, 'status')
  const log = transcript(part(panel, 'log'), part(panel, 'scroll'), words)
  const notices = notice(part(panel, 'notice'), words)
  const box = composer(part<HTMLFormElement>(panel, 'composer'), words, { onSend: send, onDraft: keepDraft })
  let session = loadSession(businessId)
  let running: AbortController | null = null
  let isLimited = false
  let following: AbortController | null = null
  /** What was heard while a turn is under way: it may be that turn's own answer. */
  let unsorted: News[] = []

  show()
  addEventListener('pagehide', save)
  return { box: box.box, restart, suggest }

  async function send(text: string): Promise<void> {
    if (running) return
    const call = new AbortController()
    const key = session.unsent?.text === text ? session.unsent.key : newUuid()
    session.unsent = { text, key }
    hold(call)
    notices.clear()
    box.write('')
    save()
    const asked = log.ask(text)
    const answer = log.answer()
    try {
      const request = { message: text, sessionId: session.sessionId, businessId, idempotencyKey: key }
      const turn = await sendTurn(request, answer.add, call.signal)
      const entry = entryOf(turn, fill(words.passedOn, 'team', team))
      session.entries.push({ from: 'visitor', text }, entry)
      session.unsent = null
      session.control = turn.control
      answer.finish(entry)
      showControl()
    } catch (failure) {
      answer.finish(null)
      asked.remove()
      if (!call.signal.aborted) keepUnsent(text, failure)
    }
    if (call.signal.aborted) return
    hold(null)
    for (const news of unsorted.splice(0)) hear(news)
    save()
  }

  /** People speak beside the turns: they are followed while one is asked for, or speaks. */
  function followPeople(): void {
    if (session.control === 'bob') {
      following?.abort()
      following = null
      return
    }
    if (following) return
    following = new AbortController()
    const about = { sessionId: session.sessionId, businessId }
    void followNews(about, () => session.heard ?? 0, sort, following.signal)
  }

  function sort(news: News): void {
    if (running) unsorted.push(news)
    else hear(news)
  }

  function hear(news: News): void {
    if (news.event === 'control') {
      session.control = news.data.control
      showControl()
    }
    if (news.event !== 'message') return
    const { id, seq, author, name, text } = news.data
    session.heard = Math.max(session.heard ?? 0, seq)
    const isShown = session.entries.some(
      (entry) => entry.id === id || (entry.from === author && entry.text === text),
    )
    if (author !== 'visitor' && !isShown) {
      const entry: Entry = { from: author, text, id, name }
      session.entries.push(entry)
      log.hear(entry)
    }
    save()
  }

  function keepUnsent(text: string, failure: unknown): void {
    if (!(failure instanceof TurnFailure)) throw failure
    box.write([text, box.box.value.trim()].filter(Boolean).join('\n\n'))
    showControl()
    if (failure.status !== 429) {
      notices.failure(failure, retry)
      return
    }
    isLimited = true
    notices.countdown(failure.retryAfterS ?? 10, () => {
      isLimited = false
      hold(running)
    })
  }

  // sends what failed word for word, and leaves what was typed after it in the box
  function retry(): void {
    const { text } = session.unsent ?? { text: '' }
    const typed = box.box.value
    box.box.focus()
    if (text === '' || !typed.startsWith(text)) {
      box.submit()
      return
    }
    void send(text)
    box.write(typed.slice(text.length).trim())
  }

  function offerUnsent(text: string): void {
    if (!box.box.value.startsWith(text)) box.write([text, box.box.value.trim()].filter(Boolean).join('\n\n'))
    notices.show(words.unanswered, 'plain', {
      label: words.retry,
      run: retry,
    })
  }

  function suggest(text: string): void {
    if (!running && !isLimited) void send(text)
  }

  function restart(): void {
    const before = session
    replace(newSession())
    if (before.entries.length === 0 && !before.unsent) return
    notices.show(words.fresh, 'plain', {
      label: words.back,
      run: () => replace(before),
    })
  }

  function replace(next: Session): void {
    running?.abort()
    following?.abort()
    following = null
    unsorted = []
    hold(null)
    next.draft = box.box.value
    session = next
    notices.clear()
    show()
    save()
    box.box.focus()
  }

  function show(): void {
    log.clear()
    for (const entry of session.entries) log.show(entry)
    box.write(session.draft)
    showControl()
    if (session.unsent) offerUnsent(session.unsent.text)
  }

  function showControl(): void {
    suggestions.hidden = session.entries.length > 0 || running !== null
    panel.dataset.control = session.control
    status.textContent = fill(statusOf(session.control, words), 'team', team)
    followPeople()
  }

  function hold(call: AbortController | null): void {
    running = call
    box.hold(running !== null || isLimited)
    suggestions.hidden = session.entries.length > 0 || running !== null
  }

  function keepDraft(text: string): void {
    session.draft = text
  }

  function save(): void {
    saveSession(businessId, session)
  }
}

function statusOf(control: Turn['control'], words: Words): string {
  return { bob: words.answersFor, queue: words.waiting, human: words.withPerson }[control]
}

function entryOf(turn: Turn, passedOn: string): Entry {
  if (turn.reply === null) return { from: 'note', text: passedOn }
  const offersPerson = turn.control === 'bob' && turn.actions.some(({ type }) => type === 'handoff_offered')
  return { from: 'bob', text: turn.reply, id: turn.messageId, citations: turn.citations, offersPerson }
}
