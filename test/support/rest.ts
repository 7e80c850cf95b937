type Answer = {
  status: number
  headers: Headers
  text: string
  // biome-ignore lint/suspicious/noExplicitAny: tests look at whatever JSON came back
  body: any
}

type Body = string | object | undefined

/** Plain fetch with a token; a string body is sent as it is. */
export type Rest = {
  get(path: string): Promise<Answer>
  post(path: string, body?: Body, headers?: Record<string, string>): Promise<Answer>
  send(method: string, path: string, body?: Body, headers?: Record<string, string>): Promise<Answer>
}

export function createRest(url: string, token?: string, always: Record<string, string> = {}): Rest {
  const send: Rest['send'] = async (method, path, body, headers = {}) => {
    const response = await fetch(url + path, {
      method,
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...always,
        ...headers,
      },
      body: typeof body === 'object' ? JSON.stringify(body) : body,
    })
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('json') ?? false
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: isJson && text ? JSON.parse(text) : undefined,
    }
  }
  return {
    send,
    get: (path) => send('GET', path),
    post: (path, body, headers) => send('POST', path, body, headers),
  }
}
