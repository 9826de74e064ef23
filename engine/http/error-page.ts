import type { Language } from '../locale.ts'

/** A page in words for people who typed an address; programs get JSON. No script, no style from elsewhere. */
export function errorPage(page: { status: number; message: string; code: string; requestId: string; language: Language; home: string }): string {
  return `<!doctype html>
<html lang="${page.language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${page.status}</title>
<body><main><h1>${page.status}</h1><p>${escapeHtml(page.message)}</p><p><small>${escapeHtml(page.code)} · ${escapeHtml(page.requestId)}</small></p>
<p><a href="/">${escapeHtml(page.home)}</a></p></main></body></html>
`
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
