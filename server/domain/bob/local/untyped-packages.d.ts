declare module 'snowball-stemmers' {
  export function newStemmer(algorithm: string): { stem(word: string): string }
  export function algorithms(): string[]
}

declare module 'eld/extrasmall' {
  export const eld: {
    detect(text: string): { language: string; getScores(): Record<string, number>; isReliable(): boolean }
  }
}
