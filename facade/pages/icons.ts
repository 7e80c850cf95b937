import { html, type Markup, trusted } from './html.ts'

// a desk bell: knob, dome, plate
const BELL =
  '<circle cx="12" cy="6.4" r="1.6"/><path d="M4.6 15.6a7.4 7.4 0 0 1 14.8 0z"/><rect x="3.4" y="17" width="17.2" height="2.4" rx="1.2"/>'

/** The product's mark in the colour of the text around it. */
export const bell: Markup = trusted(
  `<svg class="bell" viewBox="0 0 24 24" fill="currentColor" aria-hidden="true">${BELL}</svg>`,
)

export const arrow = stroke('M5 12h13M12.5 6.5 18 12l-5.5 5.5')
export const send = stroke('M12 19V5.5M6 11.5l6-6 6 6')
export const close = stroke('M6 6l12 12M18 6 6 18')
export const restart = stroke(
  'M11.5 5H7a2 2 0 0 0-2 2v10a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2v-4.5M17.6 4.4l2 2-7.4 7.4-2.8.8.8-2.8z',
)
export const bubble = stroke('M4.5 6.5h15v10.5h-8l-4 3.2v-3.2h-3z')
export const chevron = stroke('M9.5 6.5 15 12l-5.5 5.5')

/** The icon browsers show in a tab: white on office green, on light and dark tab bars alike. */
export const favicon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#0B6E4F"/><g fill="#fff" transform="translate(3.4 2.9) scale(1.05)">${BELL}</g></svg>`

/** Name and mark of the product, as they stand in a page's header. */
export const wordmark: Markup = html`<span class="mark">${bell}</span><span>Office 168/52</span>`

function stroke(path: string): Markup {
  return trusted(
    `<svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="${path}"/></svg>`,
  )
}
