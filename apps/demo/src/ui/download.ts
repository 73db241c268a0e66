/** Hands a file to the visitor. */
export function download(name: string, content: Blob | string): void {
  const blob = typeof content === 'string' ? new Blob([content]) : content
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  // The download has its own hold on the blob once it has begun.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
