import { fileTypeFromBuffer } from 'file-type'
import { appError } from '../errors.ts'
import { extensionOf } from './file-name.ts'
import { imageSize } from './image-size.ts'

/** What may be uploaded, by content, and the extensions under which it may be called. */
const allowed: Record<string, string[]> = {
  'image/jpeg': ['jpg', 'jpeg', 'jfif'],
  'image/png': ['png'],
  'image/webp': ['webp'],
  'application/pdf': ['pdf'],
}
const allowedNames = ['JPG', 'PNG', 'WebP', 'PDF']

/** More than any phone takes (200 megapixels); decoding it would need over 600 MB in the browser of whoever opens the case. */
const maxPixels = 120_000_000

/** Browsers and programs send this when they do not know. */
const unknownType = 'application/octet-stream'

/**
 * The type of a file by what it contains. Errors: file.type_not_allowed when the content is not on the list, when name or declared
 * type say something else than the content, or when the image is larger than a browser can open.
 */
export async function checkContent(bytes: Buffer, { name, declaredType }: { name: string; declaredType: string }): Promise<string> {
  const refused = (reason: string) => appError('file.type_not_allowed', { name, allowed: allowedNames, reason })
  const type = (await fileTypeFromBuffer(bytes))?.mime
  const extensions = type === undefined ? undefined : allowed[type]
  if (type === undefined || extensions === undefined) throw refused('content')
  if (!extensions.includes(extensionOf(name))) throw refused('extension')
  if (declaredType !== type && declaredType !== unknownType) throw refused('declared-type')
  if (type.startsWith('image/') && !canBeOpened(bytes, type)) throw refused('dimensions')
  return type
}

function canBeOpened(bytes: Buffer, type: string): boolean {
  const { width, height } = imageSize(bytes, type) ?? { width: 0, height: 0 }
  return width * height > 0 && width * height <= maxPixels
}
