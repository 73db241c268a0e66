const DIGITS = Uint8Array.from(
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
  (digit) => digit.charCodeAt(0),
)

/**
 * Bytes as base64, in Node and browsers alike. `btoa` wants a string of bytes, and to make one of a
 * photo takes a hundred times as long.
 */
export function encodeBase64(bytes: Uint8Array): string {
  const text = new Uint8Array(4 * Math.ceil(bytes.length / 3)).fill('='.charCodeAt(0))
  for (let i = 0, j = 0; i < bytes.length; i += 3, j += 4) {
    const rest = bytes.length - i
    const word = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    text[j] = DIGITS[word >> 18]!
    text[j + 1] = DIGITS[(word >> 12) & 63]!
    if (rest > 1) text[j + 2] = DIGITS[(word >> 6) & 63]!
    if (rest > 2) text[j + 3] = DIGITS[word & 63]!
  }
  return new TextDecoder().decode(text)
}

/** The bytes of a base64 text. @throws DOMException for what is none */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text)
  const bytes = new Uint8Array(binary.length)
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i)
  return bytes
}
