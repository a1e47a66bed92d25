import { computed } from "@preact/signals";
import { entries } from "../register/home-page";

/** Those of her list who wait for a visit, the most urgent first: overdue or soon due. */
export const waiting = computed(() =>
  entries.value.filter(({ standing }) => standing.light === "red" || standing.light === "yellow"),
);
