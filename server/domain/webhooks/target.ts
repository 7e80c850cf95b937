import type { Parts } from '../../call.ts'
import { Failure } from '../../failure.ts'

/** Ports that a receiver may listen on in production. Source: contract §4, targets. */
const ports = new Set(['', '443', '8443'])

/**
 * Throws `url_not_allowed` for an address that events may not be sent to. Whatever is wrong with its host is said in the same
 * words, so that they tell nothing of our network; a name that leads nowhere yet is looked at when it is dialled.
 */
export async function refuseForbiddenTarget(
  { config, outbound }: Pick<Parts, 'config' | 'outbound'>,
  address: string,
): Promise<void> {
  const fault =
    faultOfTarget(address, config.environment === 'production') ??
    ((await outbound.find(new URL(address).hostname)).state === 'forbidden'
      ? 'must lead to a host on the public internet'
      : null)
  if (fault === null) return
  throw new Failure('url_not_allowed', `url: ${fault}`, {
    errors: [{ path: 'url', code: 'url_not_allowed', message: fault }],
  })
}

/** What is wrong with an address to send events to, or null. Elsewhere than in production plain http will do. */
export function faultOfTarget(address: string, isProduction: boolean): string | null {
  const url = URL.parse(address)
  if (!url || url.hostname === '') return 'must be an address such as https://your-app.com/webhooks/bob'
  if (url.username !== '' || url.password !== '') return 'must not hold a user name or a password'
  if (url.hash !== '') return 'must not have a fragment'
  if (url.protocol !== 'https:' && (isProduction || url.protocol !== 'http:'))
    return 'must begin with https://'
  if (isProduction && !ports.has(url.port)) return 'must use the port 443 or 8443'
  return null
}
