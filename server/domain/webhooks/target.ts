/** Ports that a receiver may listen on in production. Source: contract §4, targets. */
const ports = new Set(['', '443', '8443'])

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
