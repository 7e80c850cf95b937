type Content = string | Node

/** Makes an element with attributes and children. Text stays text: nothing here reads HTML. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Record<string, string> = {},
  ...content: Content[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.append(...content)
  return made
}

/** The one element below `root` with this data attribute. Throws where the page lacks it. */
export function part<Kind extends HTMLElement = HTMLElement>(root: ParentNode, name: string): Kind {
  const found = root.querySelector<Kind>(`[data-${name}]`)
  if (!found) throw new Error(`the page has no [data-${name}]`)
  return found
}
