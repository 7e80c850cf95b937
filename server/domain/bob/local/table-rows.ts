import type { Line } from '../../knowledge/markdown-blocks.ts'
import { readableText } from './readable-text.ts'

/** The rows of a Markdown table as sentences: `Service: Check-up, price: £48`. Empty cells are left out. */
export function readTable(lines: readonly Line[], keepsCapitals: boolean): string[] {
  const header = cellsOf(lines[0]?.text ?? '')
  return lines.slice(2).map((line) => {
    const named = cellsOf(line.text).map((cell, column) =>
      nameCell(cell, header[column] ?? '', column, keepsCapitals),
    )
    return named.filter((cell) => cell !== '').join(', ')
  })
}

function cellsOf(row: string): string[] {
  const inner = row
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '')
  return inner.split(/(?<!\\)\|/).map((cell) => readableText(cell))
}

function nameCell(cell: string, column: string, position: number, keepsCapitals: boolean): string {
  if (cell === '') return ''
  if (column === '') return cell
  const isAcronym = /^\p{Lu}{2}/u.test(column)
  const name =
    position === 0 || keepsCapitals || isAcronym ? column : column.charAt(0).toLowerCase() + column.slice(1)
  return `${name}: ${cell}`
}
