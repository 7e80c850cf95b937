import type { Config } from '../../config.ts'

const pages = { reset: '/account/reset', join: '/account/join' } as const

/**
 * The address of a page that a mail leads to. It is never made of what a request says about its host, which a stranger
 * could have written; the token is in the fragment, which no server and no log sees.
 */
export const mailedLink = (
  { publicUrl, httpPort }: Pick<Config, 'publicUrl' | 'httpPort'>,
  page: keyof typeof pages,
  token: string,
): string => `${publicUrl ?? `http://localhost:${httpPort}`}${pages[page]}#${token}`
