/** Somebody who has opened an account, as the API answers them. */
export type Owner = { token: string; tenant: { slug: string } }

/** Opens an account for a business of its own. */
export const signUp = (url: string, name: string): Promise<Owner> =>
  post(`${url}/api/customer/auth/signup`, {
    businessName: `Bench ${name}`,
    email: `bench-${name}@example.com`,
    password: crypto.randomUUID(),
    name: 'Bench',
  })

export const takeOver = (url: string, conversationId: string, token: string) =>
  post(`${url}/api/conversations/${conversationId}/takeover`, {}, token)

/** Says something as a visitor. */
export const ask = (url: string, business_id: string, session_id: string, message: string) =>
  post(`${url}/api/chat`, { message, session_id, business_id })

/** What a POST is answered. Throws for anything but success. */
export async function post(url: string, body: object, token?: string) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`)
  return response.json()
}
