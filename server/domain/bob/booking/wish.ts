import { bare, fold } from '../local/fold.ts'

/** Whole wishes for an appointment, folded; how one is made, moved or paid is a question and none of these. */
const wishes: Readonly<Record<string, RegExp>> = {
  en: /\b(book|make|schedule|arrange|reserve|get|have|need|want|like)\b.*\b(appointment|booking|reservation|visit|slot)\b/,
  es: /\b(reservar|pedir|concertar|agendar|coger|quiero|quisiera|necesito|querria)\b.*\b(cita|reserva|turno)\b/,
  de: /\btermin\b.*\b(buchen|vereinbaren|ausmachen|machen|reservieren|haben|bekommen)\b|\b(buche|brauche|mochte|moechte|wunsche|hatte gern|will)\b.*\btermin\b/,
  fr: /\b(prendre|reserver|fixer|voudrais|veux|souhaite|besoin)\b.*\b(rendez vous|rdv|reservation)\b/,
}
const others: Readonly<Record<string, RegExp>> = {
  en: /^(how|where|what|when|which|who|why|is|are|does|did|will)\b|\b(cancel|change|move|reschedule|miss|missed|late|do i (need|have)|cost|fee|confirm|last|my appointment)\b/,
  es: /^(como|donde|que|cuando|cual|quien|por que)\b|\b(cancelar|cambiar|mover|anular|cuesta|hace falta|mi cita)\b/,
  de: /^(wie|wo|was|wann|welche|wer|warum)\b|\b(absagen|verschieben|andern|verlegen|stornieren|kostet|mein(en)? termin)\b/,
  fr: /^(comment|ou|quoi|quand|quel|quelle|qui|pourquoi)\b|\b(annuler|deplacer|changer|reporter|coute|faut il|mon rendez vous)\b/,
}

/** Whether somebody would like an appointment now. */
export function wishesAppointment(message: string, language: string): boolean {
  const plain = bare(fold(message).slice(0, 300))
  return (wishes[language]?.test(plain) ?? false) && !others[language]?.test(plain)
}
