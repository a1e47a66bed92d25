import { beforeEach, describe, expect, it } from "vitest";
import { profileOf } from "../register/profile-changes";
import { patchOf, profileDraft, savePatchOf } from "../register/save-patch";
import { begin, comeBack, hong, phone, pushes, server, sync } from "./model/stage";

const NIECE = { name: "王小芳", phone: "19900000011", relation: "侄女" };

beforeEach(async () => {
  await begin();
  await sync();
});

const shown = () => hong.memory.person("li");

/** 红 changes what she sees. */
function edit(change: Partial<ReturnType<typeof profileOf>>): Promise<string> {
  const person = shown()?.person;
  if (!person) throw new Error("nobody is shown");
  const patch = patchOf("li", profileOf(person), { ...profileOf(person), ...change });
  if (!patch) throw new Error("nothing is changed");
  return savePatchOf(hong, patch);
}

describe("changing a profile", () => {
  it("shows the change at once, and through every step until the server's row has it", async () => {
    await edit({ phone: "19900000001", contacts: [NIECE] });
    expect(shown()).toMatchObject({ person: { phone: "19900000001", contacts: [NIECE] }, edits: "on_this_phone" });
    await comeBack();
    expect(shown()?.person.phone).toBe("19900000001");
    phone.faults = ["fine", "lost"]; // the push is answered, the pull is not
    await sync();
    expect(shown()).toMatchObject({ person: { phone: "19900000001" }, edits: "sent" });
    await sync();
    expect(shown()).toMatchObject({ person: { phone: "19900000001", contacts: [NIECE] }, edits: null });
  });

  it("shows the change of a restored server that has not told its rows yet, though the old ones had higher numbers", async () => {
    server.backUp();
    for (const phone of ["1", "2", "3"]) server.changePerson("li", { phone });
    await sync();
    await edit({ phone: "19900000001" });
    server.restore();
    phone.faults = ["fine", "lost"]; // the push is answered, the pull is not
    await sync();
    expect(shown()).toMatchObject({ person: { phone: "19900000001" }, edits: "sent" });
  });

  it("takes what was seen from the view, so that edits follow one another without a quarrel", async () => {
    await edit({ phone: "19900000001" });
    await edit({ phone: "19900000002" });
    await sync();
    const pairs = pushes().flatMap(({ items }) => items.map(({ body }) => "set" in body && body.set?.phone));
    expect(pairs).toEqual([
      [null, "19900000001"],
      ["19900000001", "19900000002"],
    ]);
    expect(shown()).toMatchObject({ person: { phone: "19900000002" }, conflicts: [] });
  });

  it("shows what stands where another was first, and that its own value waits", async () => {
    server.changePerson("li", { phone: "19900000009" });
    await edit({ phone: "19900000001", address: "石塘村3组" });
    await sync();
    expect(shown()).toMatchObject({
      person: { phone: "19900000009", address: "石塘村3组" },
      edits: null,
      conflicts: [{ field: "phone", kept: "19900000009", other: "19900000001" }],
    });
  });

  it("shows a later change of somebody else, also back to what it was before", async () => {
    await edit({ phone: "19900000001" });
    await sync();
    server.changePerson("li", { phone: null });
    await sync();
    expect(shown()?.person.phone).toBeNull();
  });

  it("takes a change that is parked out of sight and says that it needs attention", async () => {
    server.unassign("hong", "li");
    await edit({ phone: "19900000001" });
    server.largestItem = 10;
    await sync();
    expect(hong.memory.attention.value).toBe(1);
    server.assign("hong", "li");
    await sync();
    expect(shown()).toMatchObject({ person: { phone: null }, edits: "needs_attention" });
  });

  it("keeps the draft until the change is stored", async () => {
    await hong.outbox.keepDraft(profileDraft("li"), { phone: "1" });
    await edit({ phone: "1" });
    expect(await hong.outbox.draft(profileDraft("li"))).toBeNull();
  });

  it("makes no patch of blanks, and moves a corrected contact by value", () => {
    const seen = { phone: "1", address: "a", group_name: "", contacts: [NIECE] };
    expect(patchOf("li", seen, { ...seen, phone: " 1 " })).toBeNull();
    const corrected = { ...NIECE, phone: "2" };
    expect(patchOf("li", seen, { ...seen, contacts: [corrected] })).toEqual({
      person: "li",
      add: { contacts: [corrected] },
      remove: { contacts: [NIECE] },
    });
  });
});
