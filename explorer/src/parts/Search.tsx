/* Search with suggestions as one types: labels, other names, titles, quotes. */

import { useEffect, useRef, useState } from "preact/hooks";
import { go, networkOf } from "../address";
import { api, type SearchResult } from "../api";
import { classInWords, dates } from "../looks";
import { Dot, Name } from "./bits";

interface Props {
  id: string;
  label: string;
  placeholder: string;
  take?: (result: SearchResult) => void;
  autofocus?: boolean;
}

export function Search({ id, label, placeholder, take, autofocus }: Props) {
  const [text, setText] = useState("");
  const [found, setFound] = useState<SearchResult[] | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const [open, setOpen] = useState(false);
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => {
    if (autofocus) input.current?.focus();
  }, []);

  useEffect(() => {
    if (!text.trim()) {
      setFound(null);
      return;
    }
    const stop = new AbortController();
    const wait = setTimeout(() => {
      api.search(text, stop.signal).then(
        ({ results }) => {
          setFound(results);
          setError(null);
          setActive(0);
        },
        (problem: unknown) => {
          if (!stop.signal.aborted) setError(problem instanceof Error ? problem.message : String(problem));
        },
      );
    }, 100);
    return () => {
      clearTimeout(wait);
      stop.abort();
    };
  }, [text]);

  const choose = (result: SearchResult | undefined) => {
    if (!result) return;
    setOpen(false);
    setText("");
    if (take) take(result);
    else go(networkOf(result.id));
  };

  const listed = open && text.trim() !== "" && (found !== null || error !== null);
  return (
    <div class="search" role="search">
      <label class="unseen" for={id}>
        {label}
      </label>
      <input
        id={id}
        ref={input}
        type="search"
        role="combobox"
        aria-autocomplete="list"
        aria-controls={`${id}-list`}
        aria-expanded={listed}
        aria-activedescendant={listed && found?.length ? `${id}-${active}` : undefined}
        placeholder={placeholder}
        list={undefined}
        autocomplete="off"
        spellcheck={false}
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={(event) => {
          const count = found?.length ?? 0;
          if (event.key === "ArrowDown" && count) setActive((active + 1) % count);
          else if (event.key === "ArrowUp" && count) setActive((active + count - 1) % count);
          else if (event.key === "Enter") choose(found?.[active]);
          else if (event.key === "Escape" && listed) setOpen(false);
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      <ul id={`${id}-list`} role="listbox" aria-label={label} class="suggestions" hidden={!listed}>
        {error && <li role="option" aria-disabled="true" aria-selected="false">{error}</li>}
        {!error && found?.length === 0 && (
          <li role="option" aria-disabled="true" aria-selected="false">Nothing is called that. Try fewer or other words.</li>
        )}
        {found?.map((result, row) => (
          <li
            key={result.id}
            id={`${id}-${row}`}
            role="option"
            aria-selected={row === active}
            onMouseDown={(event) => {
              event.preventDefault();
              choose(result);
            }}
          >
            <Dot cls={result.class} />
            <span class="suggestion">
              <Name text={result.label} />
              {result.matched && (
                <small>
                  <Name text={result.matched} />
                </small>
              )}
            </span>
            <small>{[classInWords(result.class), dates(result)].filter(Boolean).join(" · ")}</small>
          </li>
        ))}
      </ul>
    </div>
  );
}
