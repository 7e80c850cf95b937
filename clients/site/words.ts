import type { ChatWording } from '../../facade/pages/wording.ts'

export type Words = ChatWording

/** The sentences the server gave this panel, in the language of its page. */
export function wordsOf(panel: HTMLElement): Words {
  return JSON.parse(panel.dataset.words ?? '{}')
}

/** Puts a value into the place a sentence keeps for it. */
export function fill(sentence: string, place: 'team' | 'count' | 'wait', value: string | number): string {
  return sentence.replace(`{${place}}`, () => String(value))
}
