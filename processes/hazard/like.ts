/** What a person types is text, never a wildcard. For `like ? escape '!'`. */
export function escapeLike(text: string): string {
  return text.replace(/[!%_]/g, '!$&')
}
