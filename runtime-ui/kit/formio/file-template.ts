import { fileSize } from '../format.ts'

/** What Form.io hands to the template of its file component; only what is used here. */
type FileItem = { id?: string; name: string; originalName?: string; size: number; url?: string; status?: string; progress?: number; message?: string }
type FileContext = {
  t(key: string, params?: object): string
  files: FileItem[]
  filesToUpload: FileItem[]
  filesToDelete: FileItem[]
  disabled: boolean
  component: { label: string; multiple?: boolean; description?: string }
  instance: { id: string }
  self: { imageUpload: boolean }
}

/** Form.io's own template has icons that act as buttons without saying so; this one has buttons, names and a drop area. */
export function fileTemplate(ctx: FileContext): string {
  const shown = ctx.files.map((file) => storedFile(ctx, file)).join('')
  const pending = ctx.filesToUpload.map((file) => pendingFile(ctx, file)).join('')
  const list = shown || pending ? `<ul class="cz-files">${shown}${pending}</ul>` : ''
  return list + (canAdd(ctx) ? dropArea(ctx) : shown ? '' : `<p class="cz-none">${ctx.t('cz.noFiles')}</p>`)
}

function canAdd(ctx: FileContext): boolean {
  return !ctx.disabled && (ctx.component.multiple === true || ctx.files.length === 0)
}

function storedFile(ctx: FileContext, file: FileItem): string {
  const name = escape(file.originalName ?? file.name)
  const picture = ctx.self.imageUpload ? `<img ref="fileImage" src="" alt="${name}">` : ''
  const remove = ctx.disabled
    ? ''
    : `<button type="button" class="cz-remove" ref="removeLink" aria-label="${escape(ctx.t('cz.removeFile'))} ${name}">×</button>`
  return `<li><a href="${escape(file.url ?? '#')}" target="_blank" rel="noopener" ref="fileLink">${picture}<span>${name}</span></a><small>${fileSize(file.size)}</small>${remove}</li>`
}

function pendingFile(ctx: FileContext, file: FileItem): string {
  const name = escape(file.originalName ?? file.name)
  const state =
    file.status === 'progress'
      ? `<progress id="${file.id}" ref="progress" max="100" value="${file.progress ?? 0}" aria-label="${name}"></progress>`
      : `<span class="cz-${file.status === 'error' ? 'error' : 'note'}" role="${file.status === 'error' ? 'alert' : 'status'}">${escape(ctx.t(file.message ?? ''))}</span>`
  const remove =
    file.status === 'error'
      ? `<button type="button" class="cz-remove" ref="fileToSyncRemove" aria-label="${escape(ctx.t('cz.removeFile'))} ${name}">×</button>`
      : ''
  return `<li><span>${name}</span>${state}${remove}</li>`
}

function dropArea(ctx: FileContext): string {
  const label = escape(ctx.t(ctx.component.label))
  return `<div class="cz-drop" ref="fileDrop"><button type="button" class="btn" ref="fileBrowse" aria-label="${label}: ${ctx.t('cz.chooseFile')}">${ctx.t('cz.chooseFile')}</button><span>${ctx.t('cz.dropFile')}</span></div><div ref="fileProcessingLoader" hidden></div>`
}

function escape(text: string): string {
  return text
    .replace(/&(?!(amp|lt|gt|quot);)/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
}
