/** The pages that a mail leads to: the token is in the fragment, and goes to the API only. */
const form = document.querySelector<HTMLFormElement>('form.account')
const said = form?.querySelector<HTMLElement>('.said')
const button = form?.querySelector('button')

form?.addEventListener('submit', async (event) => {
  event.preventDefault()
  if (!said || !button) return
  button.disabled = true
  said.textContent = 'One moment…'
  const fields = Object.fromEntries(new FormData(form)) as Record<string, string>
  said.textContent = await send(form.action, { ...fields, token: location.hash.slice(1) })
  button.disabled = false
})

async function send(action: string, body: Record<string, string>): Promise<string> {
  try {
    const response = await fetch(action, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (response.ok) return form?.dataset.done ?? ''
    const { detail }: { detail?: string } = await response.json()
    return (detail ?? 'That did not work.').replace(/^(token|newPassword|password|name): /, '')
  } catch {
    return 'The office cannot be reached. Check the connection and try again.'
  }
}
