import { conversation } from './conversation.ts'
import { part } from './element.ts'
import { sheet } from './sheet.ts'

const panel = document.querySelector<HTMLDialogElement>('[data-chat]')
if (panel) start(panel)

function start(panel: HTMLDialogElement): void {
  const talk = conversation(panel)
  sheet(panel, talk.box)
  part(panel, 'restart').addEventListener('click', talk.restart)
  part(panel, 'scroll').addEventListener('click', ({ target }) => {
    if (!(target instanceof HTMLButtonElement) || !target.matches('.chip')) return
    talk.suggest(target.textContent)
    // the chip is gone now; on a touch screen the box would pull up the keyboard over the answer
    const next = matchMedia('(hover: hover)').matches ? talk.box : part(panel, 'scroll')
    next.focus()
  })
}
