import { html } from './html.ts'
import { type Frame, layout, productFooter, productHeader } from './layout.ts'

/** The page for a business that is not among the demo businesses. */
export function unknownBusinessPage(frame: Frame): string {
  return layout(frame, {
    title: 'No such business – Office 168/52',
    description: 'There is no demo business at this address.',
    body: html`${productHeader(null)}
<main id="content">
  <section class="page-head">
    <p class="kind">404</p>
    <h1>No business at this address</h1>
    <p class="lead">The name in the address is not one of the demo businesses. It may have been misspelt, or the business may have moved out.</p>
    <p class="buttons"><a class="button" href="/demo">See all demo businesses</a></p>
  </section>
</main>
${productFooter}`,
  })
}
