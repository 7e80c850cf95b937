// Forms that the stemmer leaves apart, folded as visitors and texts are read: "fährt" is "fahrt" here.

const APART =
  'zuruck|vorbei|zusammen|heraus|herein|hinein|hinaus|runter|weiter|statt|teil|fest|kaputt|herunter|nach|ab|an|auf|aus|bei|ein|her|hin|los|mit|um|vor|weg|zu'

/** Prefixes that leave their verb in a main clause: "holen Sie das Rad ab". */
export const APART_PREFIXES: ReadonlySet<string> = new Set(APART.split('|'))

const STRONG = new Map(
  `gegeben:geben gibt:geben gibst:geben gab:geben gaben:geben genommen:nehmen nimmt:nehmen nimmst:nehmen nahm:nehmen
  gesprochen:sprechen spricht:sprechen sprichst:sprechen getroffen:treffen trifft:treffen gestohlen:stehlen stiehlt:stehlen
  gebrochen:brechen bricht:brechen brach:brechen gefunden:finden gebracht:bringen brachte:bringen geschrieben:schreiben
  geblieben:bleiben geliehen:leihen lieh:leihen geschlossen:schliessen verliehen:verleihen verloren:verlieren verlor:verlieren
  gekommen:kommen kam:kommen gegangen:gehen ging:gehen gestanden:stehen stand:stehen gesessen:sitzen gegessen:essen isst:essen
  getrunken:trinken geschnitten:schneiden gelassen:lassen lasst:lassen gewaschen:waschen wascht:waschen gerufen:rufen
  gehalten:halten halt:halten getragen:tragen tragt:tragen gezogen:ziehen geflogen:fliegen geboten:bieten geladen:laden
  gesehen:sehen sieht:sehen siehst:sehen gefahren:fahren fahrt:fahren fahrst:fahren fuhr:fahren geschlafen:schlafen
  schlaft:schlafen gefallen:fallen gewogen:wiegen gewonnen:gewinnen geworfen:werfen wirft:werfen gegriffen:greifen gerissen:reissen
  geschoben:schieben gestiegen:steigen gestorben:sterben stirbt:sterben geschwommen:schwimmen gesungen:singen gesprungen:springen
  springt:springen gebeten:bitten gelesen:lesen liest:lesen gemessen:messen misst:messen vergisst:vergessen vergass:vergessen
  hilft:helfen geholfen:helfen lauft:laufen gelaufen:laufen gilt:gelten getan:tun tut:tun gewusst:wissen weiss:wissen
  gedacht:denken gekannt:kennen geschienen:scheinen gebissen:beissen geheissen:heissen gelegen:liegen gehoben:heben
  gebogen:biegen gestochen:stechen gehangen:hangen empfiehlt:empfehlen empfohlen:empfehlen verspricht:versprechen
  versprochen:versprechen bekam:bekommen verdorben:verderben erschienen:erscheinen`
    .split(/\s+/)
    .map((pair) => pair.split(':') as [string, string]),
)
// looks like a participle and means something else
const OWN_MEANING = /^ge(brauch|hor|fall|sam|eigne|ehr|nann|gen|schick|fahr|wohn|burt)/

const PREFIXED = new RegExp(`^(${APART})(?=[a-z]{4})`)
const PARTICIPLE = /^ge([a-z]{3,})t(?:e[mnrs]?)?$/

/** The infinitive of a folded verb form: "abgeholt", "abzuholen" are "abholen", "verliehen" is "verleihen". */
export function infinitiveOf(word: string): string {
  const own = plainInfinitive(word)
  if (own !== null) return own
  const prefix = PREFIXED.exec(word)?.[1]
  if (prefix === undefined) return word
  const rest = word.slice(prefix.length)
  if (/^zu[a-z]{3,}e?n$/.test(rest)) return prefix + rest.slice(2)
  const verb = plainInfinitive(rest)
  return verb === null ? word : prefix + verb
}

function plainInfinitive(word: string): string | null {
  const strong = STRONG.get(word) ?? STRONG.get(word.replace(/(en)e[mnrs]?$/, '$1'))
  if (strong !== undefined) return strong
  const weak = PARTICIPLE.exec(word)?.[1]
  return weak === undefined || OWN_MEANING.test(word) ? null : `${weak.replace(/e$/, '')}en`
}

const MIN_STEM_CHARS = 4

/** A stem without the endings that the stemmer keeps on some forms: "er holt", "es kostet", "liefert", "wechseln". */
export function withoutPersonEnding(stem: string): string {
  if (stem.endsWith('eln')) return stem.slice(0, -1)
  const ending = /(?:et|ert|t)$/.exec(stem)?.[0] ?? ''
  const short = stem.slice(0, stem.length - ending.length)
  if (short.length >= MIN_STEM_CHARS) return ending === 'et' ? withoutPersonEnding(short) : short
  return ending !== 't' && stem.endsWith('t') && stem.length > MIN_STEM_CHARS ? stem.slice(0, -1) : stem
}
