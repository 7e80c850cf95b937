import { part } from './element.ts'

const DOCKED = '(min-width: 60rem)'

/**
 * The chat is docked beside the page where there is room, and a modal sheet over it where there is not.
 * The dialog element brings the sheet's focus trap, Escape and the return of focus.
 */
export function sheet(dialog: HTMLDialogElement, box: HTMLTextAreaElement) {
  const room = matchMedia(DOCKED)
  const arrange = () => {
    if (dialog.matches(':modal')) dialog.close()
    // the attribute, because show() would move the focus here
    dialog.toggleAttribute('open', room.matches)
  }
  const open = () => {
    if (!room.matches && !dialog.open) {
      dialog.showModal()
      keepAboveKeyboard(dialog)
    }
    box.focus()
  }
  const hide = () => {
    if (!room.matches) dialog.close()
  }
  arrange()
  room.addEventListener('change', arrange)
  part(dialog, 'close-chat').addEventListener('click', hide)
  for (const opener of document.querySelectorAll('[data-open-chat]')) {
    opener.addEventListener('click', (event) => {
      event.preventDefault()
      open()
    })
  }
  document.addEventListener('reveal', hide)
}

// iOS lays the keyboard over the page instead of shrinking it
function keepAboveKeyboard(dialog: HTMLDialogElement): void {
  const viewport = window.visualViewport
  if (!viewport) return
  const fit = () => dialog.style.setProperty('--sheet-height', `${viewport.height}px`)
  fit()
  viewport.addEventListener('resize', fit)
  const release = () => {
    viewport.removeEventListener('resize', fit)
    dialog.style.removeProperty('--sheet-height')
  }
  dialog.addEventListener('close', release, { once: true })
}
