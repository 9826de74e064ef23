import { onBeforeUnmount, onMounted, ref } from 'vue'

const storageKey = 'chazhi.keys'

/**
 * Single keys that act on the page. Off while somebody types, and off for good when they say so (speech input would set them off:
 * WCAG 2.1.4). Enter on a link or button stays the browser's.
 */
export function useKeys(acts: Record<string, () => void>) {
  const enabled = ref(localStorage.getItem(storageKey) !== 'off')

  function onKey(event: KeyboardEvent): void {
    if (!enabled.value || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
    const act = acts[event.key]
    if (!act || (event.key === 'Enter' && isControl(event.target))) return
    event.preventDefault()
    act()
  }

  function setEnabled(on: boolean): void {
    enabled.value = on
    localStorage.setItem(storageKey, on ? 'on' : 'off')
  }

  onMounted(() => document.addEventListener('keydown', onKey))
  onBeforeUnmount(() => document.removeEventListener('keydown', onKey))
  return { enabled, setEnabled }
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
}

function isControl(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && ['A', 'BUTTON', 'SUMMARY'].includes(target.tagName)
}
