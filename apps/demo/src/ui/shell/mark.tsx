/** Two rings, seen and heard, and what they share. */
export function Mark({ size = 26 }: { readonly size?: number }) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 32 32"
      fill="none"
      strokeWidth="2.4"
    >
      <path d="M16 8.6a8.5 8.5 0 0 1 0 14.8 8.5 8.5 0 0 1 0-14.8z" className="fill-ink" />
      <circle cx="11.8" cy="16" r="8.5" className="stroke-image" />
      <circle cx="20.2" cy="16" r="8.5" className="stroke-audio" />
    </svg>
  )
}
