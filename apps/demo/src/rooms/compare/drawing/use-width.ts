import { useLayoutEffect, useRef, useState, type RefObject } from 'react'

/** The width of an element in whole pixels, 0 until it is there. */
export function useWidth(): [RefObject<HTMLDivElement | null>, number] {
  const element = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const holder = element.current!
    setWidth(Math.floor(holder.clientWidth))
    const observer = new ResizeObserver(() => setWidth(Math.floor(holder.clientWidth)))
    observer.observe(holder)
    return () => observer.disconnect()
  }, [])
  return [element, width]
}
