import { ElMessage } from 'element-plus'
import 'element-plus/es/components/message/style/css'

/** Short news that needs no answer. Failures stay until they are closed: a vanished reason cannot be read. */
export const notify = {
  success: (message: string) => ElMessage({ message, type: 'success', duration: 4000, showClose: true }),
  failure: (message: string) => ElMessage({ message, type: 'error', duration: 0, showClose: true }),
}
