const maxLength = 200

/** Control and formatting characters, among them those that turn the direction of text and so disguise an extension. */
const invisible = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Cs}]/gu
const notInNames = /["*:<>?|]/g

/** A name as people see it: without path, control or bidi characters, in NFC, of bounded length with its extension kept. */
export function cleanFileName(given: string): string {
  const last = given.split(/[/\\]/).at(-1) ?? ''
  const clean = last.normalize('NFC').replace(invisible, '').replace(notInNames, '_').replace(/\s+/g, ' ').trim().replace(/^\.+/, '')
  if (clean === '') return 'file'
  const extension = extensionOf(clean)
  const stem = extension === '' ? clean : clean.slice(0, -extension.length - 1)
  return extension === '' ? [...stem].slice(0, maxLength).join('') : `${[...stem].slice(0, maxLength - extension.length).join('')}.${extension}`
}

/** Lower case, without the dot; empty when there is none. */
export function extensionOf(name: string): string {
  return /\.([A-Za-z0-9]{1,10})$/.exec(name)?.[1]?.toLowerCase() ?? ''
}
