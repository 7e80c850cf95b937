import { part } from './element.ts'
import { fill, type Words } from './words.ts'

/** Longest message the chat takes, in code points as the server counts them. */
export const LONGEST_MESSAGE = 4000
const COUNT_FROM = 3600

interface Listeners {
  onSend(text: string): void
  onDraft(text: string): void
}

/** The box: grows with its text, counts near the limit, sends on Enter, and keeps the focus. */
export function composer(form: HTMLFormElement, words: Words, { onSend, onDraft }: Listeners) {
  const box = form.querySelector('textarea')
  const button = form.querySelector<HTMLButtonElement>('[type=submit]')
  if (!box || !button) throw new Error('the composer is incomplete')
  const count = part(form, 'count')
  let isHeld = false

  const refresh = () => {
    const left = LONGEST_MESSAGE - lengthOf(box.value)
    count.textContent = left >= LONGEST_MESSAGE - COUNT_FROM ? '' : countText(left, words)
    count.classList.toggle('over', left < 0)
    box.toggleAttribute('aria-invalid', left < 0)
    button.setAttribute('aria-disabled', String(!isSendable()))
    if (!CSS.supports('field-sizing', 'content')) grow(box)
  }
  const isSendable = () => {
    const length = lengthOf(box.value)
    return !isHeld && length > 0 && length <= LONGEST_MESSAGE
  }
  const submit = () => {
    if (isSendable()) onSend(box.value.trim())
    box.focus()
  }

  box.addEventListener('input', () => {
    refresh()
    onDraft(box.value)
  })
  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    submit()
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    submit()
  })

  return {
    box,
    submit,
    write(text: string) {
      box.value = text
      refresh()
      onDraft(text)
    },
    /** While held, the box takes text but nothing is sent. */
    hold(held: boolean) {
      isHeld = held
      refresh()
    },
  }
}

function lengthOf(text: string): number {
  return Array.from(text.trim()).length
}

function countText(left: number, words: Words): string {
  return left < 0 ? fill(words.over, 'count', -left) : fill(words.left, 'count', left)
}

function grow(box: HTMLTextAreaElement): void {
  box.style.height = 'auto'
  box.style.height = `${box.scrollHeight + 2}px`
}
