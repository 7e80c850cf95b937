import type { SiteAssets } from '../site-assets.ts'
import { html, type Markup, trusted } from './html.ts'
import { wordmark } from './icons.ts'

/** What every page needs to know of the site around it: where the styles and scripts are. */
export interface Frame {
  assets: SiteAssets
  /** Path of the generated stylesheet with each business's colour. */
  accentsPath: string
}

export interface Page {
  title: string
  description: string
  language?: string
  bodyClass?: string
  accent?: string
  withChat?: boolean
  scriptPath?: string
  body: Markup
}

/** A whole HTML document, from doctype to the closing tag. */
export function layout(frame: Frame, page: Page): string {
  const language = page.language ?? 'en'
  const document = html`${trusted('<!doctype html>')}
<html lang="${language}" dir="${isRightToLeft(language) ? 'rtl' : 'ltr'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">
<title>${page.title}</title>
<meta name="description" content="${page.description}">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#FBFAF7" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#12161B" media="(prefers-color-scheme: dark)">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${frame.assets.siteStyles.path}">
<link rel="stylesheet" href="${frame.accentsPath}">
${
  page.withChat &&
  html`<link rel="stylesheet" href="${frame.assets.chatStyles.path}">
<script type="module" src="${frame.assets.chatScript.path}"></script>`
}
${page.scriptPath && html`<script type="module" src="${page.scriptPath}"></script>`}
</head>
<body class="${page.bodyClass ?? ''}"${page.accent ? html` data-accent="${page.accent}"` : ''}>
${page.body}
</body>
</html>
`
  return document.markup
}

/** Header of the product's own pages. */
export function productHeader(current: 'home' | 'demo' | null): Markup {
  const mark = (page: string) => (current === page ? trusted(' aria-current="page"') : '')
  return html`<a class="skip" href="#content">Skip to content</a>
<header class="product-header">
  <a class="wordmark" href="/"${mark('home')}>${wordmark}</a>
  <nav aria-label="Product">
    <a href="/demo"${mark('demo')}>Demo</a>
    <a href="/docs/api">API reference</a>
  </nav>
</header>`
}

export const productFooter: Markup = html`<footer class="product-footer">
  <p>Office 168/52. Open source under Apache 2.0.</p>
  <nav aria-label="Footer"><a href="/demo">Demo</a> <a href="/docs/api">API reference</a> <a href="/docs/permissions">Permissions</a> <a href="/docs/errors">Error codes</a></nav>
</footer>`

function isRightToLeft(language: string): boolean {
  return /^(ar|fa|he|ur)\b/.test(language)
}
