import { element } from './element.ts'
import type { TurnFailure } from './turn.ts'
import { fill, type Words } from './words.ts'

interface Action {
  label: string
  run(): void
}

/** The line above the box: what happened, what was kept, what to do. */
export function notice(place: HTMLElement, words: Words) {
  let timer: ReturnType<typeof setInterval> | undefined
  const clear = () => {
    clearInterval(timer)
    place.replaceChildren()
    place.className = 'notice'
  }
  const show = (text: string, tone: 'plain' | 'failed' | 'wait', action?: Action) => {
    clear()
    place.className = `notice ${tone}`
    const line = element('p', {}, text)
    place.append(line)
    if (action) place.append(actionButton(action))
    return line
  }
  return {
    clear,
    show,
    failure(failure: TurnFailure, retry: () => void) {
      show(sayFailure(failure, words), 'failed', { label: words.retry, run: retry })
      if (failure.requestId) place.append(requestId(failure.requestId, words))
    },
    /** Counts down visibly; a screen reader hears the first and the last line only. */
    countdown(seconds: number, done: () => void) {
      let left = seconds
      const say = () => fill(words.limited, 'wait', wait(left, words))
      const spoken = show(say(), 'wait')
      const shown = element('p', { 'aria-hidden': 'true' }, say())
      spoken.className = 'unseen'
      spoken.after(shown)
      timer = setInterval(() => {
        left -= 1
        if (left > 0) {
          shown.textContent = say()
          return
        }
        show(words.sendable, 'plain')
        done()
      }, 1000)
    },
  }
}

function sayFailure({ status, code, message }: TurnFailure, words: Words): string {
  if (status === 0) return words.unreachable
  if (code === 'tenant_not_found') return words.closed
  return status >= 500 ? words.ourFault : message
}

function wait(seconds: number, words: Words): string {
  if (seconds < 90) return fill(words.seconds, 'count', seconds)
  return fill(words.minutes, 'count', Math.ceil(seconds / 60))
}

function actionButton({ label, run }: Action): HTMLElement {
  const button = element('button', { type: 'button', class: 'text-button' }, label)
  button.addEventListener('click', run)
  return button
}

function requestId(id: string, words: Words): HTMLElement {
  const copy = element('button', { type: 'button', class: 'text-button' }, words.copyId)
  copy.addEventListener('click', async () => {
    await navigator.clipboard?.writeText(id)
    copy.textContent = words.copied
  })
  return element('p', { class: 'request-id' }, element('code', {}, id), ' ', copy)
}
