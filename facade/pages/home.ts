import type { DemoBusiness } from '../../server/demo/businesses.ts'
import { html, type Markup } from './html.ts'
import { arrow } from './icons.ts'
import { type Frame, layout, productFooter, productHeader } from './layout.ts'
import { weekGrid } from './week-grid.ts'

/** The product's front page: what it is, how it behaves, where to try it. */
export function homePage(frame: Frame, businesses: readonly DemoBusiness[]): string {
  return layout(frame, {
    title: 'Office 168/52: a front office you host yourself',
    description:
      'Bob answers your website visitors from your own pages, shows where each answer comes from, and brings in a person when one is needed.',
    body: html`${productHeader('home')}
<main id="content">
  <section class="hero">
    <div>
      <h1>Your front desk, all 168 hours of the week</h1>
      <p class="lead">Office 168/52 is a front office you host yourself. Bob answers your visitors from your own pages, shows where each answer comes from, and brings in a person when one is needed.</p>
      <p class="buttons">
        <a class="button" href="/demo">Talk to Bob ${arrow}</a>
        <a class="button quiet" href="/docs/api">Read the API</a>
      </p>
    </div>
    <figure class="week">
      ${weekGrid()}
      <figcaption><span class="key desk">40 hours with someone at the desk</span> <span class="key bob">128 hours with Bob</span></figcaption>
    </figure>
  </section>
  <section class="principles" aria-labelledby="principles">
    <h2 id="principles">An agent with house rules</h2>
    <ul>${PRINCIPLES.map(principle)}</ul>
  </section>
  ${exchange(businesses[0])}
</main>
${productFooter}`,
  })
}

const PRINCIPLES = [
  {
    title: 'Every answer shows its source',
    text: 'One click opens the passage an answer rests on. A price, a time or a phone number that stands in no source is not said.',
  },
  {
    title: 'It knows what it does not know',
    text: 'When your pages hold no answer, Bob says so and offers to ask the team. Each miss becomes a gap that you can fill.',
  },
  {
    title: 'A person can always step in',
    text: 'Someone on your team takes over a conversation, and Bob stops mid-sentence. Nothing is said over their head.',
  },
  {
    title: 'It runs where you are',
    text: 'One command starts it, database included. It needs no key and calls no one; bring a language model if you want one.',
  },
]

function principle({ title, text }: { title: string; text: string }): Markup {
  return html`<li><h3>${title}</h3><p>${text}</p></li>`
}

function exchange(business: DemoBusiness | undefined): Markup {
  const question = business?.suggestions[0] ?? 'Are you open on Saturdays?'
  return html`<section class="exchange" aria-labelledby="exchange">
  <div>
    <h2 id="exchange">One request, one answer</h2>
    <p>The chat on the demo pages has no private door: it sends this request and shows what comes back. On your own site the widget does the same with a key of yours.</p>
    <p><a class="more" href="/docs/api">Everything the API can do ${arrow}</a></p>
  </div>
  <div class="code" role="group" aria-label="A request and its answer">
<pre tabindex="0"><code><b>POST</b> /api/chat
{
  "message": "${question}",
  "session_id": "6f0c7a52-9a41-4d0c-8f35-2b1f0c9be7d4",
  "business_id": "${business?.slug ?? 'your-business'}"
}</code></pre>
<pre tabindex="0"><code><b>200</b> OK
{
  "reply": "…",
  "citations": [{ "title": "…", "url": "…", "quote": "…" }],
  "control": "bob",
  …
}</code></pre>
  </div>
</section>`
}
