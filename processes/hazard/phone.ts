/** 138****0000: the ends tell people apart, the middle cannot be called. */
export function maskPhone(phone: string): string {
  return phone.length > 7 ? `${phone.slice(0, 3)}****${phone.slice(-4)}` : '****'
}
