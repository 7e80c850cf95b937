import type { DemoBusiness } from '../../server/demo/businesses.ts'
import { html, type Markup } from './html.ts'
import { arrow } from './icons.ts'
import { type Frame, layout, productFooter, productHeader } from './layout.ts'
import { tileArt } from './tile-art.ts'

/** The list of demo businesses, each with one question a visitor could ask. */
export function demoListPage(frame: Frame, businesses: readonly DemoBusiness[]): string {
  return layout(frame, {
    title: 'Demo businesses – Office 168/52',
    description:
      'Invented businesses with real conversations: pick one and ask Bob what a visitor would ask.',
    body: html`${productHeader('demo')}
<main id="content">
  <header class="page-head">
    <h1>Walk in and ask</h1>
    <p class="lead">Invented businesses, each with Bob at the desk. Pick one and ask what a visitor would: a price, an opening hour, something its pages do not say.</p>
  </header>
  ${businesses.length > 0 ? html`<ul class="business-list">${businesses.map(card)}</ul>` : nothingYet}
</main>
${productFooter}`,
  })
}

const nothingYet = html`<div class="empty">
  <p>Demo businesses will stand here once there are some. Until then the reference shows what a conversation looks like.</p>
  <p><a class="button quiet" href="/docs/api">Read the API</a></p>
</div>`

function card(business: DemoBusiness): Markup {
  return html`<li class="business-card" data-accent="${business.slug}">
  <div class="card-art">${tileArt(business.slug, 9, 3)}</div>
  <div class="card-text" lang="${business.languages[0] ?? 'en'}">
    <p class="kind">${business.kind}</p>
    <h2><a href="/demo/${business.slug}">${business.name}</a></h2>
    <p>${business.tagline}</p>
    <p class="card-question"><q>${business.suggestions[0]}</q> ${arrow}</p>
  </div>
</li>`
}
