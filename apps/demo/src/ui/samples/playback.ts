import { useEffect, useRef, useState } from 'react'
import type { PlayableSound } from '../../media/sample-media.ts'

/** What plays now; another sound stops it. */
let playing: HTMLAudioElement | undefined

export interface Playback {
  readonly isPlaying: boolean
  /** How far it is, from 0 to 1. */
  readonly share: number
  toggle(): void
  seek(share: number): void
}

/** Plays the sound that `load` gives, which is asked for when it is first played. */
export function usePlayback(load: () => Promise<PlayableSound | null>, key: string): Playback {
  const audio = useRef<HTMLAudioElement>(undefined)
  const [isPlaying, setPlaying] = useState(false)
  const [share, setShare] = useState(0)

  useEffect(() => {
    setShare(0)
    return () => {
      audio.current?.pause()
      audio.current = undefined
    }
  }, [key])

  useEffect(() => {
    if (!isPlaying) return
    let frame = 0
    const follow = () => {
      const { currentTime = 0, duration = 0 } = audio.current ?? {}
      if (duration > 0) setShare(currentTime / duration)
      frame = requestAnimationFrame(follow)
    }
    follow()
    return () => cancelAnimationFrame(frame)
  }, [isPlaying])

  async function start(from: number): Promise<void> {
    if (!audio.current) {
      const sound = await load()
      if (!sound) return
      const element = new Audio(sound.url)
      element.addEventListener('play', () => setPlaying(true))
      element.addEventListener('pause', () => setPlaying(false))
      element.addEventListener('ended', () => setShare(0))
      audio.current = element
    }
    const element = audio.current
    if (playing !== element) playing?.pause()
    playing = element
    await element.play()
    if (from > 0 && element.duration > 0) element.currentTime = from * element.duration
  }

  return {
    isPlaying,
    share,
    toggle: () => (isPlaying ? audio.current?.pause() : void start(share === 1 ? 0 : share)),
    seek(to) {
      setShare(to)
      if (audio.current && audio.current.duration > 0) {
        audio.current.currentTime = to * audio.current.duration
      } else void start(to)
    },
  }
}
