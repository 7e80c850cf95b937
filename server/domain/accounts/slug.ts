import { randomInt } from 'node:crypto'

const longest = 63
const suffixLength = 5

/** A slug made from a business's name: `Café Olé & Söhne` becomes `cafe-ole-sohne`. */
export const slugOf = (name: string): string =>
  trimmed(
    name
      .normalize('NFKD')
      .replace(/\p{Mark}/gu, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-'),
    longest,
  ) || 'business'

/** The same slug with an ending that nobody else is likely to have. */
export const withSuffix = (slug: string): string => {
  const ending = randomInt(36 ** suffixLength)
    .toString(36)
    .padStart(suffixLength, '0')
  return `${trimmed(slug, longest - suffixLength - 1)}-${ending}`
}

const trimmed = (slug: string, most: number) => slug.replace(/^-+/, '').slice(0, most).replace(/-+$/, '')
