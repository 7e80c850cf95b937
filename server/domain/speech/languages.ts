const names = new Map<string, string>()

/** The code of a language that is named in English, or by a tag such as en-GB: `english` is `en`. Null: neither. */
export function languageCodeOf(named: string): string | null {
  const name = named.trim().toLowerCase()
  const [, code] = /^([a-z]{2,3})(?:-[\w-]+)?$/.exec(name) ?? []
  if (code && nameOf(code)) return code
  if (names.size === 0) fillNames()
  return names.get(name) ?? null
}

const english = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' })

const nameOf = (code: string): string | undefined => english.of(code)?.toLowerCase()

function fillNames(): void {
  const letters = [...'abcdefghijklmnopqrstuvwxyz']
  const pairs = letters.flatMap((first) => letters.map((second) => first + second))
  // of the languages with three letters, those that providers know
  for (const code of [...pairs, 'haw', 'yue']) {
    const name = nameOf(code)
    if (name && Intl.getCanonicalLocales(code)[0] === code) names.set(name, code)
  }
}
