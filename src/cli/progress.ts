// How far is it, and how long will it take?
//
//     reading  12,400/54,356  810 a second  52 s left
//
// Nothing is shown of what is done before anybody wonders.

import { duration, grouped } from './render/quantity.ts'

/** Milliseconds before the first line, and between two. */
const patience = 500
const pause = 100

export type ShowProgress = (what: string, done: number, total: number) => void

/** `status` shows a line (see `Call`). Rate and rest are those of what is under way, from when it was first heard of. */
export function progressOn(
  status: (line: string) => void,
  now: () => number = () => performance.now(),
): ShowProgress {
  let next = now() + patience
  let phase = { what: '', since: 0, from: 0 }
  return (what, done, total) => {
    const time = now()
    if (what !== phase.what) phase = { what, since: time, from: done }
    if (time < next) return
    next = time + pause
    status(lineOf(what, done, total, ((done - phase.from) * 1000) / (time - phase.since)))
  }
}

/** Without a rate nothing can be said of the rest. */
function lineOf(what: string, done: number, total: number, rate: number): string {
  const far = `${what}  ${grouped(done)}/${grouped(total)}`
  if (!(rate > 0 && Number.isFinite(rate))) return far
  const perSecond = rate < 10 ? rate.toFixed(1) : grouped(Math.round(rate))
  return `${far}  ${perSecond} a second  ${duration((total - done) / rate)} left`
}
