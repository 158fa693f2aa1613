/* The span of years, over a histogram of events; it filters every page, and can be played. */

import { useEffect, useMemo, useState } from "preact/hooks";
import { change, span } from "../address";
import { histogram, loaded } from "../graph/known";

export function TimeSlider() {
  const bars = useMemo(() => histogram(), [loaded.value]);
  const [playing, setPlaying] = useState(false);
  const first = bars ? clamp(span.value.first ?? bars.first, bars.first, bars.last) : 0;
  const last = bars ? clamp(span.value.last ?? bars.last, bars.first, bars.last) : 0;

  const set = (from: number, to: number, replace = true) => {
    if (!bars) return;
    const all = from <= bars.first && to >= bars.last;
    change({ first: all ? null : String(from), last: all ? null : String(to) }, replace);
  };

  useEffect(() => {
    if (!playing || !bars) return;
    const timer = setTimeout(() => {
      const width = last - first;
      if (last >= bars.last) setPlaying(false);
      else set(first + 1, Math.min(bars.last, first + 1 + width));
    }, 900);
    return () => clearTimeout(timer);
  }, [playing, first, last, bars]);

  if (!bars) return null;
  const most = Math.max(...bars.counts);
  const years = bars.counts.length;
  const play = () => {
    if (!playing && (last >= bars.last || (first === bars.first && last === bars.last))) set(bars.first, bars.first + Math.min(2, years - 1));
    setPlaying(!playing);
  };
  return (
    <section class="time" aria-label="Span of years">
      <button type="button" onClick={play} aria-pressed={playing} title="Move the span through the years">
        {playing ? "Pause" : "Play"}
      </button>
      <div class="time-track">
        <svg viewBox={`0 0 ${years * 10} 40`} preserveAspectRatio="none" role="img" aria-label={`Events and agreements a year, ${bars.first} to ${bars.last}, at most ${most}`}>
          {bars.counts.map((count, i) => {
            const year = bars.first + i;
            const height = (36 * count) / most;
            return (
              <g key={year} class={year >= first && year <= last ? "in" : "out"} onClick={() => set(year, year, false)}>
                <rect x={i * 10} y={0} width={10} height={40} fill="transparent" />
                <rect class="bar" x={i * 10 + 1} y={40 - height} width={8} height={height}>
                  <title>{`${year}: ${count}`}</title>
                </rect>
              </g>
            );
          })}
        </svg>
        <div class="thumbs">
          <input type="range" aria-label="First year" min={bars.first} max={bars.last} value={first}
            onInput={(event) => set(Math.min(Number(event.currentTarget.value), last), last)} />
          <input type="range" aria-label="Last year" min={bars.first} max={bars.last} value={last}
            onInput={(event) => set(first, Math.max(Number(event.currentTarget.value), first))} />
        </div>
        <div class="years" aria-hidden="true">
          <span>{bars.first}</span>
          <span>{bars.last}</span>
        </div>
      </div>
      <output class="span">{spanInWords(span.value.first ?? first, span.value.last ?? last)}</output>
      <button type="button" disabled={first === bars.first && last === bars.last} onClick={() => { setPlaying(false); set(bars.first, bars.last, false); }}>
        All years
      </button>
    </section>
  );
}

const clamp = (value: number, least: number, most: number) => Math.max(least, Math.min(most, value));

const spanInWords = (first: number, last: number) => (first === last ? String(first) : `${first} – ${last}`);
