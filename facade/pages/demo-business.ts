import type { DemoBusiness } from '../../server/demo/businesses.ts'
import { chatPanel } from './chat-panel.ts'
import { html, type Markup } from './html.ts'
import { bell, bubble, chevron } from './icons.ts'
import { type Frame, layout } from './layout.ts'
import { markdown } from './markdown.ts'
import { tileArt } from './tile-art.ts'
import { type Wording, wordingFor } from './wording.ts'

/** A demo business's small website, with Bob's chat beside it. */
export function demoBusinessPage(frame: Frame, business: DemoBusiness): string {
  const words = wordingFor(business.languages[0])
  return layout(frame, {
    title: `${business.name} – ${business.kind}`,
    description: business.tagline,
    language: business.languages[0],
    bodyClass: 'with-chat',
    accent: business.slug,
    withChat: true,
    body: html`<a class="skip" href="#content">${words.skipToContent}</a>
<a class="skip" href="#message" data-open-chat>${words.skipToChat}</a>
<div class="site">
  <header>
    <p class="demo-bar" lang="${words.language}"><a href="/demo"><span class="mark">${bell}</span>${words.allBusinesses}</a> <span>${words.invented.replace('{team}', business.name)}</span></p>
    <p class="site-header"><a class="site-name" href="/demo/${business.slug}" aria-current="page"><span class="site-mark">${tileArt(business.slug, 2, 2)}</span>${business.name}</a></p>
  </header>
  <main id="content">
    ${hero(business, words)}
    <dl class="facts">${business.site.facts.map(({ label, value }) => html`<div><dt>${label}</dt><dd><bdi>${value}</bdi></dd></div>`)}</dl>
    <div class="topics">${business.site.sections.map(topic)}</div>
    ${sources(business, words)}
  </main>
  <footer class="site-footer"><p>${business.name}</p><p>${business.tagline}</p></footer>
</div>
${chatPanel(business, words)}`,
  })
}

function hero({ slug, kind, site }: DemoBusiness, words: Wording): Markup {
  return html`<section class="site-hero">
  <div class="site-hero-text">
    <p class="kind">${kind}</p>
    <h1>${site.headline}</h1>
    <p class="lead">${site.intro}</p>
    <p class="buttons"><button class="button" type="button" data-open-chat lang="${words.language}">${bubble} ${words.ask}</button></p>
  </div>
  <div class="site-hero-art">${tileArt(slug, 4, 5)}${tileArt(`${slug}-wide`, 9, 3)}</div>
</section>`
}

function topic({ heading, body }: DemoBusiness['site']['sections'][number]): Markup {
  return html`<section><h2>${heading}</h2><p>${body}</p></section>`
}

function sources({ knowledge }: DemoBusiness, words: Wording): Markup {
  return html`<section class="sources" aria-labelledby="sources">
  <h2 id="sources" lang="${words.language}">${words.hasRead}</h2>
  <p lang="${words.language}">${words.hasReadText}</p>
  ${knowledge.map(
    (source, at) => html`<details id="source-${at + 1}" data-source="${source.url}" lang="${source.language}">
    <summary>${chevron}${source.title}</summary>
    <div class="prose">${markdown(source.text)}</div>
  </details>`,
  )}
</section>`
}
