/** Where a model is: any endpoint that speaks OpenAI's API. */
export type Endpoint = { readonly baseUrl: string; readonly apiKey: string; readonly model: string }
