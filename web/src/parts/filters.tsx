import type { ComponentChildren } from "preact";
import { useWords } from "../words/words.ts";

interface PickProps {
  readonly id?: string;
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, words: string])[];
  readonly onPick: (value: string) => void;
  /** What is said where none is chosen; else "all". */
  readonly none?: string;
}

/** A choice of one, or of all. */
export function Pick({ id, label, value, options, onPick, none }: PickProps) {
  const words = useWords();
  return (
    <label>
      {label}
      <select id={id} value={value} onChange={(event) => onPick(event.currentTarget.value)}>
        <option value="">{none ?? words.say("situation.all")}</option>
        {options.map(([one, said]) => (
          <option key={one} value={one}>
            {said}
          </option>
        ))}
      </select>
    </label>
  );
}

interface SearchProps {
  readonly label: string;
  readonly value: string;
  readonly onSearch: (words: string) => void;
}

/** Words to look for; asked for when they are all written. */
export function Search({ label, value, onSearch }: SearchProps) {
  return (
    <label>
      {label}
      <input type="search" value={value} autocomplete="off" onChange={(event) => onSearch(event.currentTarget.value.trim())} />
    </label>
  );
}

export function Filters({ children }: { readonly children: ComponentChildren }) {
  return (
    <form class="filters" role="search" onSubmit={(event) => event.preventDefault()}>
      {children}
    </form>
  );
}
