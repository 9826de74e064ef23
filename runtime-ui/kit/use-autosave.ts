import { onBeforeUnmount, onMounted, ref, shallowRef } from 'vue'
import { onBeforeRouteLeave } from 'vue-router'

/** Writes the draft; answers when it was written (ISO instant). `keepalive` when the page is being left. */
export type SaveDraft = (data: Record<string, unknown>, keepalive: boolean) => Promise<string>

/**
 * Saves a form a few seconds after the last change, when the page is left, and when the tab is hidden.
 * One save at a time: two at once would fight over the draft's revision.
 */
export function useAutosave(read: () => Record<string, unknown>, save: SaveDraft) {
  const savedAt = ref<string>()
  const error = shallowRef<unknown>()
  let dirty = false
  let stopped = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> = Promise.resolve()

  function touch(): void {
    dirty = true
    clearTimeout(timer)
    timer = setTimeout(() => void flush(), 3000)
  }

  function flush(keepalive = false): Promise<void> {
    clearTimeout(timer)
    running = running.then(() => write(keepalive))
    return running
  }

  async function write(keepalive: boolean): Promise<void> {
    if (!dirty || stopped) return
    dirty = false
    try {
      savedAt.value = await save(read(), keepalive)
      error.value = undefined
    } catch (reason) {
      dirty = true
      error.value = reason
    }
  }

  /** After sending: nothing of it must come back as a draft. Waits for a save that is under way. */
  async function stop(): Promise<void> {
    stopped = true
    clearTimeout(timer)
    await running
  }

  /** The sending failed: go on saving. */
  function resume(): void {
    stopped = false
  }

  const onHide = () => void flush(true)
  onMounted(() => window.addEventListener('pagehide', onHide))
  onBeforeRouteLeave(() => flush())
  onBeforeUnmount(() => {
    clearTimeout(timer)
    window.removeEventListener('pagehide', onHide)
  })

  return { savedAt, error, touch, flush, stop, resume }
}
