/** Variable that keeps why a report was taken back: set with the message, read by the timeline. */
export const withdrawReason = 'withdrawReason'
