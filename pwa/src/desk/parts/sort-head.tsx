export interface Sorting<Key extends string> {
  sort: Key;
  down: boolean;
  choose: (sort: Key, down: boolean) => void;
}

interface SortHeadProps<Key extends string> extends Sorting<Key> {
  column: Key;
  label: string;
  /** The first click sorts from the highest down. */
  highest?: boolean;
  /** Said beside the heading where its numbers need a word more. */
  hint?: string | undefined;
}

/** A column's heading that sorts by it; a second click turns the order round. */
export function SortHead<Key extends string>({
  column,
  label,
  sort,
  down,
  choose,
  highest = false,
  hint,
}: SortHeadProps<Key>) {
  const sorted = sort === column;
  return (
    <th scope="col" class={`c-${column}`} aria-sort={sorted ? (down ? "descending" : "ascending") : "none"}>
      <button type="button" title={hint} onClick={() => choose(column, sorted ? !down : highest)}>
        {label}
        <span class="desk-arrow" aria-hidden="true">
          {sorted ? (down ? "▼" : "▲") : ""}
        </span>
      </button>
    </th>
  );
}
