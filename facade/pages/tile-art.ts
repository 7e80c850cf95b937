import { type Markup, trusted } from './html.ts'

const TILE = 40

// each shape fills one tile; q: quarter circle, h: half circle, c: disc, l: leaf, r: ring, s: square
const SHAPES = {
  quarter: 'M0 0h40a40 40 0 0 1-40 40z',
  half: 'M0 0h40a20 20 0 0 1-40 0z',
  disc: 'M20 4a16 16 0 1 1 0 32a16 16 0 1 1 0-32z',
  leaf: 'M0 0h20a20 20 0 0 1 20 20v20h-20a20 20 0 0 1-20-20z',
  ring: 'M20 2a18 18 0 1 1 0 36a18 18 0 1 1 0-36zM20 12a8 8 0 1 0 0 16a8 8 0 1 0 0-16z',
  arch: 'M0 40v-20a20 20 0 0 1 40 0v20z',
}
const KINDS = Object.values(SHAPES)
const TONES = ['art-strong', 'art-strong', 'art-mid', 'art-mid', 'art-deep', 'art-warm']

/** An abstract picture that belongs to one name: the same seed always draws the same tiles. */
export function tileArt(seed: string, columns: number, rows: number): Markup {
  const draw = drawFrom(seed)
  const tiles: string[] = []
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) tiles.push(tile(draw, column * TILE, row * TILE))
  }
  return trusted(
    `<svg class="art" viewBox="0 0 ${columns * TILE} ${rows * TILE}" preserveAspectRatio="xMidYMid slice" aria-hidden="true">${tiles.join('')}</svg>`,
  )
}

function tile(draw: (below: number) => number, x: number, y: number): string {
  const ground = draw(3) === 0 ? '' : `<rect class="art-soft" x="${x}" y="${y}" width="40" height="40"/>`
  if (draw(6) === 0) return ground
  const path = KINDS[draw(KINDS.length)]
  const turn = draw(4) * 90
  const shape = `<path class="${TONES[draw(TONES.length)]}" transform="translate(${x} ${y}) rotate(${turn} 20 20)" d="${path}"/>`
  return ground + shape
}

// xorshift32 over an FNV-1a hash: tiny, and the same everywhere
function drawFrom(seed: string): (below: number) => number {
  let state = 2166136261
  for (const character of seed) state = Math.imul(state ^ character.charCodeAt(0), 16777619)
  return (below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
}
