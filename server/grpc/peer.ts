import type { PeerCertificate } from 'node:tls'

const serviceName = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/
const ours = 'URI:spiffe://office16852/service/'

/**
 * The service that a verified certificate names, or null: by its SPIFFE id `spiffe://office16852/service/<name>`, and
 * only where it has no SPIFFE id by its common name. Source: SPIFFE X.509-SVID, 2 and 4.1.
 */
export function nameOfPeer(
  certificate: Pick<PeerCertificate, 'subject' | 'subjectaltname'> | undefined,
): string | null {
  // Node quotes every value that holds a comma or a quote, so none of them can pretend to be two
  const ids = (certificate?.subjectaltname ?? '').split(', ').filter((name) => /^URI:"?spiffe:/i.test(name))
  const [id] = ids
  const commonName: unknown = certificate?.subject?.CN
  const name =
    id === undefined ? commonName : ids.length === 1 && id.startsWith(ours) && id.slice(ours.length)
  return typeof name === 'string' && serviceName.test(name) ? name : null
}
