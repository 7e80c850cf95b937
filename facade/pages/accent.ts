interface Accent {
  accent: string
  onAccent: string
}

const LIGHT = { ground: '#FBFAF7', towards: '#14181F' }
const DARK = { ground: '#1B2027', towards: '#FFFFFF' }
const INK = '#14181F'
const WHITE = '#FFFFFF'
const READABLE = 4.5 // WCAG 2.2, 1.4.3

/**
 * A business's colour as a stylesheet rule for `[data-accent="<slug>"]`, in the light and in the dark:
 * moved towards ink or white until it reads on the page, with the text colour that reads on it.
 */
export function accentRules(slug: string, hex: string): string {
  const light = accentOn(hex, LIGHT)
  const dark = accentOn(hex, DARK)
  const rule = ({ accent, onAccent }: Accent) =>
    `[data-accent="${slug}"]{--accent:${accent};--on-accent:${onAccent}}`
  return `${rule(light)}@media (prefers-color-scheme:dark){${rule(dark)}}\n`
}

/** Contrast ratio of two #rrggbb colours, 1 to 21 (WCAG 2.2). */
export function contrast(one: string, other: string): number {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return ((lighter ?? 0) + 0.05) / ((darker ?? 0) + 0.05)
}

function accentOn(hex: string, { ground, towards }: typeof LIGHT): Accent {
  let accent = hex
  for (let step = 1; step <= 20 && contrast(accent, ground) < READABLE; step++) {
    accent = mix(hex, towards, step / 20)
  }
  return { accent, onAccent: contrast(accent, WHITE) >= contrast(accent, INK) ? WHITE : INK }
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = channels(hex).map((value) => {
    const share = value / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function mix(from: string, to: string, share: number): string {
  const target = channels(to)
  const mixed = channels(from).map((value, at) => Math.round(value + ((target[at] ?? 0) - value) * share))
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`
}

function channels(hex: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))
}
