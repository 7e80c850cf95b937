const BEYOND_ASCII = /\P{ASCII}/u

/** Lower case without accents, ligatures and typographic quotes: two spellings of a word come out alike. */
export function fold(text: string): string {
  if (!BEYOND_ASCII.test(text)) return text.toLowerCase().replaceAll('`', "'")
  return text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[’‘`´ʼ]/g, "'")
    .replaceAll('ß', 'ss')
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
}

/** Folded text as words with single blanks between them; `< > + * /` stay, for they mean something in a message. */
export function bare(folded: string): string {
  return folded.replace(/[^\p{L}\p{N}<>+*/]+/gu, ' ').trim()
}
