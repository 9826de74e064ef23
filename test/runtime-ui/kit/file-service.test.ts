import { describe, expect, it } from 'vitest'
import { createFileService } from '../../../runtime-ui/kit/formio/file-service.ts'

const messages = { unreachable: 'unreachable', failed: 'failed' }

describe('file records in a form', () => {
  it('lose what Form.io adds to them, at any depth', () => {
    const files = createFileService(() => 'zh-CN', messages)
    const record = { storage: 'url', name: 'a.png', originalName: '照片.png', size: 3, type: 'image/png', url: '/api/files/1' }

    expect(files.restore({ photos: [{ ...record, hash: '' }], rows: [{ inner: { ...record, hash: 'x' } }], title: 'hash' })).toEqual({
      photos: [record],
      rows: [{ inner: record }],
      title: 'hash',
    })
  })
})
