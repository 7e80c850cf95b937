import { html, type Markup } from './html.ts'
import { type Frame, layout, productFooter, productHeader } from './layout.ts'

/** Where the link in a mail about a forgotten password leads. */
export const resetPage = (frame: Frame): string =>
  accountPage(frame, {
    title: 'Choose a new password',
    lead: 'Every session of yours ends when you have.',
    action: '/api/customer/auth/password-reset/confirm',
    done: 'Done. Log in with your new password.',
    button: 'Use this password',
    fields: password('newPassword'),
  })

/** Where the link in an invitation leads. */
export const joinPage = (frame: Frame): string =>
  accountPage(frame, {
    title: 'Join the team',
    lead: 'Choose how your colleagues see you, and a password.',
    action: '/api/customer/auth/invitation',
    done: 'Welcome to the team. You can log in now.',
    button: 'Join',
    fields: html`<label>Your name <input name="name" autocomplete="name" required maxlength="200"></label>
  ${password('password')}`,
  })

type Account = { title: string; lead: string; action: string; done: string; button: string; fields: Markup }

const password = (name: string) =>
  html`<label>New password, at least 8 characters
    <input name="${name}" type="password" autocomplete="new-password" required minlength="8" maxlength="200"></label>`

const accountPage = (frame: Frame, { title, lead, action, done, button, fields }: Account): string =>
  layout(frame, {
    title: `${title} – Office 168/52`,
    description: lead,
    scriptPath: frame.assets.accountScript.path,
    body: html`${productHeader(null)}
<main id="content">
  <header class="page-head">
    <h1>${title}</h1>
    <p class="lead">${lead}</p>
  </header>
  <form class="account" method="post" action="${action}" data-done="${done}">
    ${fields}
    <p><button class="button" type="submit">${button}</button></p>
    <p class="said" role="status" aria-live="polite"></p>
  </form>
</main>
${productFooter}`,
  })
