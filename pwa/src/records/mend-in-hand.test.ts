import { expect, it } from "vitest";
import type { RecordView } from "../local/view";
import type { MendForm } from "./mend-form";
import { MendInHand } from "./mend-in-hand";

it("says nothing of a failure before, once it is to be put right in another way", () => {
  const mending = new MendInHand({ id: "r" } as RecordView);
  mending.form.value = { how: "amend", why: "other", visit: {} as MendForm["visit"] };
  mending.failure.value = "storage_full";
  mending.problems.value = ["why"];
  mending.turn("void");
  expect(mending.form.value).toMatchObject({ how: "void", why: null });
  expect([mending.failure.value, mending.problems.value]).toEqual([null, []]);
});
